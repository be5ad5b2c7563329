package dev.mayfly.ecs.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.PrefabData;
import com.artemis.io.SaveFileFormat;
import com.artemis.managers.WorldSerializationManager;
import com.artemis.prefab.Prefab;
import com.artemis.prefab.PrefabReader;
import com.badlogic.gdx.utils.JsonReader;
import com.badlogic.gdx.utils.JsonValue;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.MayflyPlugin;

import org.junit.jupiter.api.Test;

/** Artemis' prefabs make entities with columns, where the serializer is that for columns. */
class PrefabTest {

    private static final String SQUAD =
            """
            {"metadata":{"version":1},
             "componentIdentifiers":{"dev.mayfly.ecs.json.Place":"Place",
                                     "dev.mayfly.ecs.json.Name":"Name"},
             "entities":{"0":{"components":{"Place":{"x":4,"level":9},"Name":{"text":"Ada"}}},
                         "1":{"key":"second",
                              "components":{"Place":{"leader":0},"Name":{"parent":0}}}}}
            """;

    /** Two entities, of which one follows the other. */
    @PrefabData("squad")
    public static final class Squad extends Prefab {
        Squad(World world) {
            super(world, new InMemory());
        }

        SaveFileFormat squad() {
            return create();
        }
    }

    private static final class InMemory implements PrefabReader<JsonValue> {
        @Override
        public void initialize(String path) {}

        @Override
        public JsonValue getData() {
            return new JsonReader().parse(SQUAD);
        }
    }

    @Test
    void eachCallMakesEntitiesWithTheRowsOfThePrefab() {
        try (FrameAllocator memory = FrameAllocator.create()) {
            WorldSerializationManager manager = new WorldSerializationManager();
            World world =
                    new World(
                            new WorldConfigurationBuilder()
                                    .with(new MayflyPlugin().allocator(memory))
                                    .with(manager)
                                    .build());
            manager.setSerializer(new SoaJsonSerializer(world));
            Place place = world.getMapper(Place.class).create(world.create());
            Squad prefab = new Squad(world);

            for (int i = 0; i < 3; i++) {
                SaveFileFormat made = prefab.squad();
                int first = made.entities.get(0);
                int second = made.get("second").getId();

                assertThat(place.x.get(first)).isEqualTo(4);
                assertThat(place.level.get(first)).isEqualTo(9);
                assertThat(place.y.get(first)).isEqualTo(2.5);
                assertThat(place.x.get(second)).isZero();
                assertThat(place.leader.get(second)).isEqualTo(first);
                assertThat(world.getMapper(Name.class).get(second).parent).isEqualTo(first);
                world.process();
            }
            world.dispose();
        }
    }
}
