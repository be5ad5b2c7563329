package dev.mayfly.ecs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Aspect;
import com.artemis.EntitySubscription.SubscriptionListener;
import com.artemis.World;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.SoaMapper;
import dev.mayfly.ecs.Sparse;
import dev.mayfly.ecs.Storage;
import dev.mayfly.ecs.WorldTest;
import dev.mayfly.ecs.error.SnapshotFormatException;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Images of sparse types: what is said of all types other tests say. */
@Storage.OfDenseColumns // one of the types is to have them
class SparseImagesTest extends WorldTest {

    private static final int IDS = 2_000;

    @Sparse
    public static final class Packed extends SoaComponent {
        public final Ints value = ints(3);
        public final Floats weight = floats();
    }

    /** The same with a row for each id, and a name as long. */
    public static final class Padded extends SoaComponent {
        public final Ints value = ints(3);
        public final Floats weight = floats();
    }

    private final World world = populated();
    private final SoaMapper<Packed> packed = mapper(world, Packed.class);
    private final SoaMapper<Padded> padded = mapper(world, Padded.class);

    private World populated() {
        World made = world();
        for (int i = 0; i < IDS; i++) {
            made.create();
        }
        return made;
    }

    private void give(SoaMapper<Packed> mapper, int entity, int value) {
        mapper.create(entity).value.set(entity, value);
        mapper.store().weight.set(entity, value / 2f);
    }

    private static byte[] fileOf(World of) {
        return SnapshotBytes.of(of).sealed();
    }

    @Test
    void aFileHasTheRowsThatThereAreInTheOrderOfIds() {
        give(packed, 1_500, 1);
        give(packed, 20, 2);
        give(packed, 700, 3);
        World other = populated();
        SoaMapper<Packed> others = mapper(other, Packed.class);
        mapper(other, Padded.class);
        for (int entity : new int[] {20, 30, 700, 1_500}) {
            give(others, entity, entity == 20 ? 2 : entity == 700 ? 3 : 1);
        }
        world.process();
        other.process();
        others.remove(30);
        other.process();
        world.process();

        byte[] file = fileOf(world);

        assertThat(file.length).isLessThan(IDS * 8 * 3); // of which one is Padded
        assertThat(fileOf(other)).isEqualTo(file);
    }

    @Test
    void aFileOfATypeThatWasStoredTheOtherWayIsRead() throws Exception {
        for (int i = 0; i < 50; i++) {
            int entity = i * 39;
            give(packed, entity, i);
            padded.create(entity).value.set(entity, 100 + i);
            padded.store().weight.set(entity, -i);
        }
        world.process();

        byte[] exchanged = exchangeNames(fileOf(world));
        World target = populated();
        SoaMapper<Packed> sparse = mapper(target, Packed.class);
        SoaMapper<Padded> dense = mapper(target, Padded.class);
        WorldSnapshot.read(target, SnapshotBytes.channel(exchanged)).restore();

        for (int entity = 0; entity < IDS; entity++) {
            boolean has = entity % 39 == 0 && entity / 39 < 50;
            assertThat(sparse.has(entity)).isEqualTo(has);
            assertThat(dense.has(entity)).isEqualTo(has);
            if (has) {
                assertThat(sparse.store().value.get(entity)).isEqualTo(100 + entity / 39);
                assertThat(sparse.store().weight.get(entity)).isEqualTo(-entity / 39);
                assertThat(dense.store().value.get(entity)).isEqualTo(entity / 39);
                assertThat(dense.store().weight.get(entity)).isEqualTo(entity / 39 / 2f);
            }
        }
        WorldBooks.requireAgreement(target);
    }

    /** The file as a program wrote it in which the one type was what the other is now. */
    private static byte[] exchangeNames(byte[] file) {
        byte[] one = "$Packed".getBytes(StandardCharsets.UTF_8);
        byte[] other = "$Padded".getBytes(StandardCharsets.UTF_8);
        List<Integer> ones = placesOf(one, file);
        List<Integer> others = placesOf(other, file);
        ones.forEach(at -> System.arraycopy(other, 0, file, at, other.length));
        others.forEach(at -> System.arraycopy(one, 0, file, at, one.length));
        return new SnapshotBytes(file).sealed();
    }

    private static List<Integer> placesOf(byte[] name, byte[] file) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i <= file.length - name.length; i++) {
            int at = i;
            boolean same = true;
            for (int j = 0; j < name.length; j++) {
                same &= file[at + j] == name[j];
            }
            if (same) {
                places.add(at);
            }
        }
        return places;
    }

    @Test
    void rowsThatAreNeitherTheOwnersNorTheIdsAreRefused() {
        give(packed, 5, 1);
        give(packed, 6, 1);
        padded.create(1);
        world.process();
        SnapshotBytes bytes = SnapshotBytes.of(world);
        byte[] whole = bytes.sealed();
        int rows = placesOf("$Packed".getBytes(StandardCharsets.UTF_8), whole).getFirst() + 7;
        assertThat(bytes.getInt(rows)).isEqualTo(2);
        int data = placesOf("$Packed".getBytes(StandardCharsets.UTF_8), whole).size();
        assertThat(data).isEqualTo(1);

        bytes.putInt(rows, 3);

        // As many bytes more as a row takes, so that all lengths fit.
        byte[] longer = bytes.splice(bytes.length() - 4, 0, new byte[8]).sealed();
        assertThatThrownBy(() -> WorldSnapshot.read(world, SnapshotBytes.channel(longer)))
                .isInstanceOf(SnapshotFormatException.class);
    }

    @Test
    void aListenerOfARestoreReadsWhatIsLostInIt() {
        give(packed, 8, 1);
        world.process();
        WorldSnapshot before = new WorldSnapshot(world);
        before.take();
        give(packed, 9, 90);
        packed.store().value.set(8, 80);
        world.process();
        List<Integer> read = new ArrayList<>();
        world.getAspectSubscriptionManager()
                .get(Aspect.all(Packed.class))
                .addSubscriptionListener(
                        new SubscriptionListener() {
                            @Override
                            public void inserted(IntBag entities) {}

                            @Override
                            public void removed(IntBag entities) {
                                read.add(packed.store().value.get(entities.get(0)));
                                read.add(packed.store().value.get(8));
                            }
                        });
        world.process();

        before.restore();

        assertThat(read).containsExactly(90, 1);
        assertThat(packed.has(9)).isFalse();
        world.process();
        give(packed, 10, 4);
        assertThat(packed.store().value.get(8)).isEqualTo(1);
        assertThat(packed.store().value.get(10)).isEqualTo(4);
    }
}
