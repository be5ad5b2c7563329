package dev.mayfly.benchmarks.ecs;

import dev.mayfly.benchmarks.ecs.MovingWorld.Point;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.stream.Stream;

/** Small worlds of one thread, as a server has one for each room, ticked one after the other. */
@State(Scope.Thread)
public abstract class Rooms implements AutoCloseable {

    /** How many worlds there are. */
    @Param({"1", "100", "10000"})
    public int worlds;

    /** How many entities each has. */
    @Param({"10", "1000"})
    public int entities;

    private MovingWorld[] rooms = {};
    private int next;

    /** Makes and fills the worlds. */
    @Setup
    public void open() {
        rooms = new MovingWorld[worlds];
        for (int i = 0; i < worlds; i++) {
            rooms[i] = newRoom();
        }
    }

    private MovingWorld newRoom() {
        MovingWorld room = newWorld();
        room.entities = entities;
        room.populate();
        return room;
    }

    /** A world with nobody in it, of the memory that all share. */
    abstract MovingWorld newWorld();

    /** Makes one more world, fills it, and disposes of it. */
    public void makeOne() {
        newRoom().close();
    }

    /** Ticks the next world. */
    public void tickNext() {
        rooms[next].tick();
        next = next + 1 == rooms.length ? 0 : next + 1;
    }

    /** Where the entities of a world are. */
    Stream<Point> positions(int world) {
        return rooms[world].positions();
    }

    /**
     * Gives back what the worlds hold. JMH has no use for that: its JVM ends, and would count what
     * this allocates.
     */
    @Override
    public void close() {
        for (MovingWorld room : rooms) {
            room.close();
        }
    }
}
