package dev.mayfly.benchmarks.ecs;

import dev.dominion.ecs.api.Dominion;
import dev.dominion.ecs.api.Results;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Dominion. Of the four ways it has to go through entities on one thread (entities or compositions,
 * by iterator or by stream) compositions by iterator is the fastest, and the one that its own
 * benchmarks use.
 */
public class DominionWorld extends MovingWorld {

    private static final class Position {
        float x;
        float y;

        Position(Point start) {
            x = start.x();
            y = start.y();
        }
    }

    private static final class Velocity {
        final float x;
        final float y;

        Velocity(Point start) {
            x = start.x();
            y = start.y();
        }
    }

    private final Dominion world = Dominion.create();

    @Override
    void add(Point position, Point velocity) {
        world.createEntity(new Position(position), new Velocity(velocity));
    }

    @Override
    public void tick() {
        float seconds = delta;
        var movers = world.findCompositionsWith(Position.class, Velocity.class).iterator();
        while (movers.hasNext()) {
            var mover = movers.next();
            Position position = mover.comp1();
            Velocity velocity = mover.comp2();
            position.x += velocity.x * seconds;
            position.y += velocity.y * seconds;
        }
    }

    @Override
    Stream<Point> positions() {
        Results<Position> positions = world.findCompositionsWith(Position.class);
        return StreamSupport.stream(positions.spliterator(), false)
                .map(position -> new Point(position.x, position.y));
    }

    @Override
    public void close() {
        world.close();
    }
}
