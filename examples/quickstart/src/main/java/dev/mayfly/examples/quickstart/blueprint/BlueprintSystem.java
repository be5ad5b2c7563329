package dev.mayfly.examples.quickstart.blueprint;

import com.artemis.BaseSystem;

import dev.mayfly.ecs.SoaMapper;
import dev.mayfly.examples.quickstart.Position;
import dev.mayfly.examples.quickstart.Velocity;

/** Makes entities that begin as a blueprint says. */
@SuppressWarnings("NullAway.Init")
public final class BlueprintSystem extends BaseSystem {
    SoaMapper<Blueprint> blueprints; // injected
    SoaMapper<Position> positions;
    SoaMapper<Velocity> velocities;

    /** Has no aspect. */
    public BlueprintSystem() {}

    /** A new blueprint, for the caller to give components and values. */
    public int blueprint() {
        int made = world.create();
        blueprints.create(made);
        return made;
    }

    /** A new entity with what the blueprint has, each row copied whole. */
    public int copyOf(int blueprint) {
        int made = world.create();
        positions.copy(blueprint, made);
        velocities.copy(blueprint, made);
        return made;
    }

    @Override
    protected void processSystem() {}
}
