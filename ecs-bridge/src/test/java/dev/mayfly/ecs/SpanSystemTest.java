package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.Aspect;
import com.artemis.World;
import com.artemis.annotations.All;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class SpanSystemTest extends WorldTest {

    /** Has no per-entity path. */
    static class Spanning extends SpanSystem {
        Position position;
        final List<String> calls = new ArrayList<>();

        Spanning() {
            super(Aspect.all(Position.class));
        }

        @Override
        protected void processSpan(int from, int to) {
            calls.add(from + "-" + to);
            for (int e = from; e < to; e++) {
                position.x.add(e, 1f);
            }
        }
    }

    /** Has both paths. */
    static class Mixed extends Spanning {
        @Override
        protected void process(int entity) {
            calls.add("" + entity);
            position.x.add(entity, 1f);
        }
    }

    /** Inherits the per-entity path. */
    static class HeirOfMixed extends Mixed {}

    /** Changes the world in its turn. */
    @All(Position.class)
    static class Restless extends SpanSystem {
        Position position;
        int visited;

        @Override
        protected void processSpan(int from, int to) {
            for (int e = from; e < to; e++) {
                visited++;
                int made = world.create();
                world.edit(made).create(Position.class);
                if (e % 2 == 0) {
                    world.delete(e);
                } else {
                    world.edit(e).remove(Position.class);
                }
            }
        }

        @Override
        protected void process(int entity) {
            processSpan(entity, entity + 1);
        }
    }

    /** Makes entities 0 to {@code count - 1}; those in {@code without} lack the component. */
    private static void populate(World world, int count, Integer... without) {
        List<Integer> gaps = List.of(without);
        for (int i = 0; i < count; i++) {
            int entity = world.create();
            if (!gaps.contains(entity)) {
                world.edit(entity).create(Position.class);
            }
        }
    }

    @Test
    void aDenseWorldIsOneSpan() {
        Spanning system = new Spanning();
        World world = world(system);
        populate(world, 1_000);

        world.process();

        assertThat(system.calls).containsExactly("0-1000");
    }

    @Test
    void anEmptyWorldIsNoCall() {
        Spanning spanning = new Spanning();
        Mixed mixed = new Mixed();
        World world = world(spanning, mixed);

        world.process();

        assertThat(spanning.calls).isEmpty();
        assertThat(mixed.calls).isEmpty();
    }

    @Test
    void withoutAPerEntityPathEverySpanHoweverShortGoesToProcessSpan() {
        Spanning system = new Spanning();
        World world = world(system);
        populate(world, 10, 0, 2, 6, 7);

        world.process();

        assertThat(system.calls).containsExactly("1-2", "3-6", "8-10");
    }

    @Test
    void withAPerEntityPathOnlySpansOf64OrMoreGoToProcessSpan() {
        Mixed system = new Mixed();
        World world = world(system);
        // 0-1, then 63 in a row, then 64 in a row, then 2.
        populate(world, 133, 2, 66, 131);

        world.process();

        List<String> expected = new ArrayList<>(List.of("0", "1"));
        for (int e = 3; e < 66; e++) {
            expected.add("" + e);
        }
        expected.addAll(List.of("67-131", "132"));
        assertThat(system.calls).isEqualTo(expected);
    }

    @Test
    void anInheritedPerEntityPathCounts() {
        HeirOfMixed system = new HeirOfMixed();
        World world = world(system);
        populate(world, 2);

        world.process();

        assertThat(system.calls).containsExactly("0", "1");
    }

    @Test
    void everyEntityIsProcessedOnceWhateverTheGaps() {
        Random random = new Random(5);
        for (int gapEvery : new int[] {2, 5, 40, 100, 400}) {
            World world = world(new Spanning(), new Mixed());
            SoaMapper<Position> mapper = mapper(world, Position.class);
            for (int i = 0; i < 2_000; i++) {
                int entity = world.create();
                if (random.nextInt(gapEvery) != 0) {
                    mapper.create(entity);
                }
            }

            world.process();

            float[] rows = new float[2_000];
            mapper.store().x.copyTo(0, rows, 0, 2_000);
            for (int e = 0; e < 2_000; e++) {
                assertThat(rows[e]).isEqualTo(mapper.has(e) ? 2f : 0f);
            }
        }
    }

    @Test
    void entitiesMadeAndLostDuringATurnCountFromTheNextOn() {
        Restless system = new Restless();
        World world = world(system);
        populate(world, 300, 100, 101, 103);

        world.process();
        assertThat(system.visited).isEqualTo(297);

        system.visited = 0;
        world.process();
        assertThat(system.visited).isEqualTo(297);
    }
}
