package dev.mayfly.ecs;

import com.artemis.World;
import com.artemis.utils.IntBag;

/**
 * One step of a random program: what to do, to which of the living entities, with which value, and
 * by which of two ways.
 */
record Operation(Kind kind, int pick, int value, boolean viaEdit) {

    enum Kind {
        CREATE_EMPTY(40),
        CREATE_BOTH(40),
        CREATE_POSITION(40),
        CREATE_VELOCITY(40),
        ADD_POSITION,
        ADD_VELOCITY,
        REMOVE_POSITION,
        REMOVE_VELOCITY,
        SET_POSITION,
        TRANSMUTE_TO_BOTH,
        TRANSMUTE_TO_VELOCITY,
        TRANSMUTE_TO_NOTHING,
        ADD_HEALTH,
        REMOVE_HEALTH,
        READD_POSITION,
        ADD_AND_REMOVE_POSITION,
        DELETE,
        DELETE_MANY(1),
        WRITE;

        /** How often it comes, in proportion: so that a world grows beyond its first capacity. */
        final int weight;

        Kind() {
            this(24);
        }

        Kind(int weight) {
            this.weight = weight;
        }
    }

    /** Does it to one of the twins; to the other it does the same if they are equal so far. */
    void applyTo(Twin twin) {
        World world = twin.world;
        switch (kind) {
            case CREATE_EMPTY -> world.create();
            case CREATE_BOTH -> twin.write(world.create(twin.both), value);
            case CREATE_POSITION -> twin.write(world.create(twin.positionOnly), value);
            case CREATE_VELOCITY -> twin.write(world.create(twin.velocityOnly), value);
            default -> {
                int entity = twin.pick(pick);
                // Artemis leaks what is created on an entity whose deletion is pending; ours does
                // not.
                if (entity >= 0 && !twin.doomed.get(entity)) {
                    applyTo(twin, entity);
                }
            }
        }
    }

    private void applyTo(Twin twin, int entity) {
        switch (kind) {
            case ADD_POSITION -> twin.add(twin.positions, entity, viaEdit);
            case ADD_VELOCITY -> twin.add(twin.velocities, entity, viaEdit);
            case REMOVE_POSITION -> twin.remove(twin.positions, entity, viaEdit);
            case REMOVE_VELOCITY -> twin.remove(twin.velocities, entity, viaEdit);
            case SET_POSITION -> twin.positions.set(entity, viaEdit);
            case TRANSMUTE_TO_BOTH -> twin.toBoth.transmute(entity);
            case TRANSMUTE_TO_VELOCITY -> twin.toVelocity.transmute(entity);
            case TRANSMUTE_TO_NOTHING -> twin.toNothing.transmute(entity);
            case ADD_HEALTH -> twin.add(twin.health, entity, viaEdit);
            case REMOVE_HEALTH -> twin.remove(twin.health, entity, viaEdit);
            case READD_POSITION -> {
                twin.remove(twin.positions, entity, viaEdit);
                twin.add(twin.positions, entity, viaEdit);
            }
            case ADD_AND_REMOVE_POSITION -> {
                twin.add(twin.positions, entity, viaEdit);
                twin.write(entity, value);
                twin.remove(twin.positions, entity, viaEdit);
            }
            case DELETE -> {
                twin.delete(entity);
                if (viaEdit) {
                    twin.positions.remove(entity);
                }
            }
            case DELETE_MANY -> deleteMany(twin);
            default -> twin.write(entity, value);
        }
    }

    private void deleteMany(Twin twin) {
        IntBag living = twin.living();
        for (int i = 0; i < living.size(); i++) {
            if (i % 3 != pick % 3 && !twin.doomed.get(living.get(i))) {
                twin.delete(living.get(i));
            }
        }
    }
}
