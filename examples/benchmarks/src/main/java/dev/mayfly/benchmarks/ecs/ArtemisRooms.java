package dev.mayfly.benchmarks.ecs;

/** Worlds of Artemis-odb alone, with plain components. */
public class ArtemisRooms extends Rooms {

    @Override
    MovingWorld newWorld() {
        return new ArtemisPojoWorld();
    }
}
