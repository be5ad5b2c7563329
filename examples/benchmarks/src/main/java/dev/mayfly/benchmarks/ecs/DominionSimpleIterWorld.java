package dev.mayfly.benchmarks.ecs;

import dev.dominion.ecs.api.Dominion;

/** Dominion, compositions by iterator. */
public class DominionSimpleIterWorld extends SimpleIterWorld {

    private final Dominion world = Dominion.create();

    @Override
    public void populate() {
        for (int i = 0; i < ENTITIES; i++) {
            world.createEntity(
                    new Transform(),
                    unitX(new Position()),
                    unitX(new Rotation()),
                    unitX(new Velocity()));
        }
    }

    @Override
    public void tick() {
        var movers = world.findCompositionsWith(Position.class, Velocity.class).iterator();
        while (movers.hasNext()) {
            var mover = movers.next();
            move(mover.comp1(), mover.comp2());
        }
    }

    @Override
    double sum() {
        double sum = 0d;
        for (Position position : world.findCompositionsWith(Position.class)) {
            sum += sum(position);
        }
        return sum;
    }

    @Override
    public void close() {
        world.close();
    }
}
