package dev.mayfly.ecs.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.annotations.Transient;
import com.artemis.io.JsonArtemisSerializer;
import com.artemis.managers.GroupManager;
import com.artemis.managers.TagManager;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.EntityHandles;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.SoaMapper;
import dev.mayfly.ecs.error.StrayComponentException;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class SoaJsonSerializerTest {

    private final FrameAllocator memory = FrameAllocator.create();

    private final Stage from = new Stage(memory);
    private final Stage to = new Stage(memory);

    @Test
    void plainAndSoaComponentsRoundTripInOneWorld() {
        int both = from.create("Ada");
        from.places.create(both);
        from.place.x.set(both, 1.25f);
        from.place.y.set(both, -1e-300);
        from.place.seed().set(both, Long.MAX_VALUE - 1);
        from.place.kind.set(both, (short) -7);
        from.place.flags.set(both, (byte) 120);
        from.place.level.set(both, 1_000_000_007);
        int bare = from.create("Bob");
        int placed = from.createAt(Float.MIN_VALUE);
        from.visibles.create(placed);
        from.world.process();
        to.createAt(99);
        to.world.process();

        IntBag loaded = to.load(from.save());

        assertThat(loaded.size()).isEqualTo(3);
        int ada = loaded.get(0);
        assertThat(to.names.get(ada).text).isEqualTo("Ada");
        assertThat(to.places.has(ada)).isTrue();
        assertThat(to.place.x.get(ada)).isEqualTo(1.25f);
        assertThat(to.place.y.get(ada)).isEqualTo(-1e-300);
        assertThat(to.place.seed().get(ada)).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(to.place.kind.get(ada)).isEqualTo((short) -7);
        assertThat(to.place.flags.get(ada)).isEqualTo((byte) 120);
        assertThat(to.place.level.get(ada)).isEqualTo(1_000_000_007);
        assertThat(to.place.leader.get(ada)).isEqualTo(-1);
        int bob = loaded.get(bare);
        assertThat(to.names.get(bob).text).isEqualTo("Bob");
        assertThat(to.places.has(bob)).isFalse();
        int third = loaded.get(placed);
        assertThat(to.place.x.get(third)).isEqualTo(Float.MIN_VALUE);
        assertThat(to.place.y.get(third)).isEqualTo(2.5);
        assertThat(to.visibles.has(third)).isTrue();
        assertThat(to.names.has(third)).isFalse();
        assertThat(to.place.x.get(0)).isEqualTo(99);
        to.world.process();
        assertThat(to.all().size()).isEqualTo(4);
    }

    @Test
    void linksOfBothKindsPointToTheSameEntities() {
        int leader = from.createAt(1);
        int follower = from.createAt(2);
        from.place.leader.set(follower, leader);
        int child = from.create("child");
        from.names.get(child).parent = follower;
        from.names.get(child).friend = from.world.getEntity(leader);
        from.place.leader.set(leader, child);
        from.world.process();
        for (int i = 0; i < 20; i++) {
            to.createAt(-1);
        }
        to.world.process();

        IntBag loaded = to.load(from.save());

        int newLeader = loaded.get(leader);
        int newFollower = loaded.get(follower);
        int newChild = loaded.get(child);
        assertThat(newLeader).isGreaterThanOrEqualTo(20);
        assertThat(to.place.leader.get(newFollower)).isEqualTo(newLeader);
        assertThat(to.place.leader.get(newLeader)).isEqualTo(newChild);
        assertThat(to.names.get(newChild).parent).isEqualTo(newFollower);
        assertThat(to.names.get(newChild).friend.getId()).isEqualTo(newLeader);
        assertThat(to.place.x.get(newLeader)).isEqualTo(1);
        to.world.process();
        to.world.delete(newFollower);
        to.world.process();
        assertThat(to.names.get(newChild).parent).isEqualTo(-1);
    }

    @Test
    void entitiesThatColumnsAndFieldsReferToInTurnAreSavedToo() {
        from.create("nobody refers to this one");
        int last = from.createAt(4);
        int third = from.create("third");
        from.names.get(third).parent = last;
        int second = from.createAt(2);
        from.place.leader.set(second, third);
        int first = from.createAt(1);
        from.place.leader.set(first, second);
        from.place.leader.set(last, first);
        from.world.process();
        IntBag one = new IntBag();
        one.add(first);

        IntBag loaded = to.load(from.save(one));

        assertThat(loaded.size()).isEqualTo(4);
        int newLast = loaded.get(0);
        int newThird = loaded.get(1);
        int newSecond = loaded.get(2);
        int newFirst = loaded.get(3);
        assertThat(to.place.x.get(newFirst)).isEqualTo(1);
        assertThat(to.place.leader.get(newFirst)).isEqualTo(newSecond);
        assertThat(to.place.leader.get(newSecond)).isEqualTo(newThird);
        assertThat(to.names.get(newThird).parent).isEqualTo(newLast);
        assertThat(to.place.leader.get(newLast)).isEqualTo(newFirst);
    }

    @Test
    void handlesAreThoseOfTheSameEntitiesAndTheirEntitiesAreSavedToo() {
        EntityHandles handles = EntityHandles.ofWorld(from.world);
        Homing homing = ((SoaMapper<Homing>) from.world.getMapper(Homing.class)).store();
        int target = from.createAt(7);
        int gone = from.createAt(8);
        IntBag sources = new IntBag();
        for (long handle : new long[] {handles.of(target), handles.of(gone), 0}) {
            int source = from.world.create();
            from.world.getMapper(Homing.class).create(source);
            homing.target.set(source, handle);
            sources.add(source);
        }
        from.world.delete(gone);
        from.world.process();
        int successor = from.createAt(9);
        from.world.process();
        assertThat(successor).isEqualTo(gone);
        for (int i = 0; i < 3; i++) {
            int early = to.createAt(-1);
            to.world.process();
            to.world.delete(early);
            to.world.process();
        }

        byte[] json = from.save(sources);
        IntBag loaded = to.load(json);

        assertThat(new String(json, StandardCharsets.UTF_8))
                .contains("{\"target\":" + target + "}")
                .contains("{\"target\":-1}");
        EntityHandles ofTo = EntityHandles.ofWorld(to.world);
        Homing loadedHoming = ((SoaMapper<Homing>) to.world.getMapper(Homing.class)).store();
        assertThat(loaded.size()).isEqualTo(4);
        int newTarget = ofTo.id(loadedHoming.target.get(loaded.get(1)));
        assertThat(newTarget).isEqualTo(loaded.get(0));
        assertThat(to.place.x.get(newTarget)).isEqualTo(7);
        assertThat(loadedHoming.target.get(loaded.get(2))).isEqualTo(EntityHandles.NONE);
        assertThat(loadedHoming.target.get(loaded.get(3))).isEqualTo(EntityHandles.NONE);
    }

    @Test
    void aRowOfAnEntityWithoutTheComponentIsNotFollowed() {
        int other = from.createAt(2);
        int entity = from.createAt(1);
        from.place.leader.set(entity, other);
        from.names.create(entity);
        from.places.remove(entity);
        from.world.process();
        IntBag one = new IntBag();
        one.add(entity);

        assertThat(to.load(from.save(one)).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 0, 9, 1_000, Integer.MAX_VALUE})
    void anIdThatIsNoEntityBecomesNone(int id) {
        int gone = from.world.create();
        int source = from.createAt(2);
        from.world.delete(gone);
        from.world.process();
        from.place.leader.set(source, id);
        IntBag one = new IntBag();
        one.add(source);

        IntBag loaded = to.load(from.save(one));

        assertThat(loaded.size()).isEqualTo(1);
        assertThat(to.place.x.get(loaded.get(0))).isEqualTo(2);
        assertThat(to.place.leader.get(loaded.get(0))).isEqualTo(-1);
    }

    @Test
    void anIdThatARestoreHasTakenBackIsNoEntity() {
        int follower = from.createAt(1);
        from.world.process();
        WorldSnapshot snapshot = new WorldSnapshot(from.world);
        snapshot.take();
        int undone = from.world.create();
        from.world.process();
        snapshot.restore();
        from.place.leader.set(follower, undone);

        IntBag loaded = to.load(from.save());

        assertThat(loaded.size()).isEqualTo(1);
        assertThat(to.place.leader.get(loaded.get(0))).isEqualTo(-1);
    }

    @Test
    void anEntityThatWasMadeAfterTheLastTickIsFollowed() {
        int source = from.createAt(1);
        from.world.process();
        from.place.leader.set(source, from.createAt(2));
        IntBag one = new IntBag();
        one.add(source);

        assertThat(to.load(from.save(one)).size()).isEqualTo(2);
    }

    @Test
    void tagsAndGroupsComeBack() {
        int entity = from.createAt(1);
        from.world.getSystem(TagManager.class).register("player", entity);
        from.world.getSystem(GroupManager.class).add(from.world.getEntity(entity), "team");
        from.world.process();

        int loaded = to.load(from.save()).get(0);

        assertThat(to.world.getSystem(TagManager.class).getEntityId("player")).isEqualTo(loaded);
        assertThat(to.world.getSystem(GroupManager.class).getEntities("team").size()).isEqualTo(1);
    }

    @Test
    void aRowReadsLikeTheFieldsOfAPlainComponent() {
        from.createAt(1.5f);
        from.world.process();

        String json = new String(from.save(), StandardCharsets.UTF_8);

        assertThat(json)
                .contains(
                        "\"Place\":{\"x\":1.5,\"y\":2.5,\"seed\":7,\"kind\":0,\"flags\":0,"
                                + "\"level\":3,\"leader\":-1}");
    }

    /** What is only for the moment is not saved. */
    public static final class Glow extends SoaComponent {
        public final Floats strength = floats(1f);
        public final transient Floats flicker = floats(2f);
    }

    @Test
    void aTransientColumnIsLeftOut() {
        int entity = from.world.create();
        Glow glow = from.world.getMapper(Glow.class).create(entity);
        glow.strength.set(entity, 3f);
        glow.flicker.set(entity, 4f);
        from.world.process();

        byte[] json = from.save();
        int loaded = to.load(json).get(0);

        assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"Glow\":{\"strength\":3}");
        assertThat(to.world.getMapper(Glow.class).get(loaded).strength.get(loaded)).isEqualTo(3f);
        assertThat(to.world.getMapper(Glow.class).get(loaded).flicker.get(loaded)).isEqualTo(2f);
    }

    @Test
    void theSerializerOfArtemisAloneSavesNoColumns() {
        from.manager.setSerializer(new JsonArtemisSerializer(from.world));
        from.createAt(1);
        from.world.process();

        assertThatThrownBy(from::save)
                .hasStackTraceContaining(StrayComponentException.class.getName());
    }

    @Transient
    public static final class Hint extends SoaComponent {
        public final Ints text = ints();
    }

    @Test
    void aTransientComponentIsLeftOut() {
        int entity = from.createAt(1);
        from.world.getMapper(Hint.class).create(entity);
        from.world.process();

        int loaded = to.load(from.save()).get(0);

        assertThat(to.places.has(loaded)).isTrue();
        assertThat(to.world.getMapper(Hint.class).has(loaded)).isFalse();
    }

    @Test
    void aFileOfPlainComponentsIsReadIntoColumnsWhereNamesAgree() {
        String plain =
                """
                {"metadata":{"version":1},
                 "componentIdentifiers":{"dev.mayfly.ecs.json.Place":"Place"},
                 "entities":{"5":{"archetype":1,"components":{"Place":{"x":4,"hue":"red"}}},
                             "8":{"archetype":1,"components":{}}},
                 "archetypes":{"1":["Place"]}}
                """;

        IntBag loaded = to.load(plain.getBytes(StandardCharsets.UTF_8));

        assertThat(to.place.x.get(loaded.get(0))).isEqualTo(4);
        assertThat(to.place.level.get(loaded.get(0))).isEqualTo(3);
        assertThat(to.places.has(loaded.get(1))).isTrue();
        assertThat(to.place.x.get(loaded.get(1))).isZero();
    }

    @Test
    void aSecondLoadAddsTheSameEntitiesAgain() {
        from.createAt(3);
        from.world.process();
        byte[] json = from.save();

        int first = to.load(json).get(0);
        int second = to.load(json).get(0);

        assertThat(second).isNotEqualTo(first);
        assertThat(to.place.x.get(first)).isEqualTo(3);
        assertThat(to.place.x.get(second)).isEqualTo(3);
    }

    @Test
    void defaultsOfPlainComponentsAreLeftOutUnlessPrototypesAreOff() {
        from.create("Ada");
        from.world.process();
        String lean = new String(from.save(), StandardCharsets.UTF_8);
        SoaJsonSerializer serializer = from.manager.getSerializer();
        assertThat(serializer.setUsePrototypes(false)).isSameAs(serializer);
        String full = new String(from.save(), StandardCharsets.UTF_8);

        assertThat(lean).contains("\"Name\":{\"text\":\"Ada\"}");
        assertThat(full).contains("\"parent\":-1");
    }

    @Test
    void artemisOwnSerializerSaysWhichOneToUse() {
        Stage stage = new Stage(memory);
        stage.manager.setSerializer(new JsonArtemisSerializer(stage.world));
        stage.createAt(3f);
        stage.world.process();

        assertThatThrownBy(stage::save)
                .hasRootCauseInstanceOf(StrayComponentException.class)
                .rootCause()
                .hasMessageContaining("SoaJsonSerializer");
    }
}
