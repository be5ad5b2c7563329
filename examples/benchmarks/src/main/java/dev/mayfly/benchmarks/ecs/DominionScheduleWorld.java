package dev.mayfly.benchmarks.ecs;

import dev.dominion.ecs.api.Dominion;

import java.util.stream.IntStream;

/**
 * Dominion, compositions by iterator, one system after the other; its scheduler would hand each to
 * another thread.
 */
public class DominionScheduleWorld extends ScheduleWorld {

    private final Dominion world = Dominion.create();

    @Override
    public void populate() {
        for (int[] kind : KINDS) {
            for (int i = 0; i < ENTITIES_PER_KIND; i++) {
                world.createEntity(IntStream.of(kind).mapToObj(ScheduleWorld::make).toArray());
            }
        }
    }

    @Override
    public void tick() {
        swapAll(A.class, B.class);
        swapAll(C.class, D.class);
        swapAll(C.class, E.class);
    }

    private <T extends PlainValue, U extends PlainValue> void swapAll(
            Class<T> one, Class<U> other) {
        var both = world.findCompositionsWith(one, other).iterator();
        while (both.hasNext()) {
            var found = both.next();
            swap(found.comp1(), found.comp2());
        }
    }

    @Override
    double sum() {
        double sum = 0d;
        for (int type = 0; type < TYPES.size(); type++) {
            for (PlainValue each : world.findCompositionsWith(TYPES.get(type))) {
                sum += (type + 1) * each.value;
            }
        }
        return sum;
    }

    @Override
    public void close() {
        world.close();
    }
}
