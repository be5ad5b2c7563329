package dev.mayfly.benchmarks.ecs;

import dev.dominion.ecs.api.Dominion;

/** Dominion, compositions by iterator. */
public class DominionFragIterWorld extends FragIterWorld {

    private final Dominion world = Dominion.create();

    @Override
    public void populate() {
        for (Class<? extends PlainValue> type : TYPES) {
            for (int i = 0; i < ENTITIES_PER_TYPE; i++) {
                world.createEntity(Plain.make(type), one(new Data()));
            }
        }
    }

    @Override
    public void tick() {
        var all = world.findCompositionsWith(Data.class).iterator();
        while (all.hasNext()) {
            all.next().value *= 2f;
        }
    }

    @Override
    double sum() {
        double sum = 0d;
        for (Data data : world.findCompositionsWith(Data.class)) {
            sum += data.value;
        }
        return sum;
    }

    @Override
    public void close() {
        world.close();
    }
}
