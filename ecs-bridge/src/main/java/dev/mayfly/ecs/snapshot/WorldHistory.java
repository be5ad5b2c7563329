package dev.mayfly.ecs.snapshot;

import com.artemis.World;

import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.error.PlainComponentException;
import dev.mayfly.ecs.error.TickInProgressException;
import dev.mayfly.ecs.error.TickNotKeptException;
import dev.mayfly.ecs.error.TransientTypeException;
import dev.mayfly.ecs.error.UnsupportedArtemisException;

import org.jspecify.annotations.Nullable;

/**
 * The last ticks of a world, each of which it can be brought back to: for replay, or for netcode
 * that rolls back and simulates again.
 *
 * <pre>{@code
 * WorldHistory history = new WorldHistory(world, 60);
 * world.process();
 * long tick = history.record();
 * ...
 * history.rewindTo(tick);
 * }</pre>
 *
 * <p>Each tick is a {@link WorldSnapshot}, with what is and is not in one: so also with the events
 * and values that live on, and a rewind ends those of the ticks that are given up. Belongs to its
 * world and its world's thread. Once all ticks have been recorded, recording allocates nothing
 * unless the world grows, or more lives on than ever did; a rewind makes a new object for each
 * event and value.
 */
public final class WorldHistory {

    private final World world;
    private final @Nullable WorldSnapshot[] ring;
    private long newest = -1;
    private int kept;

    /**
     * An empty history.
     *
     * @param ticks how many ticks it keeps; at least 1. Each takes as much memory as the columns
     * @throws IllegalArgumentException if {@code ticks} is less than 1
     * @throws NoPluginException if the world has no {@link MayflyPlugin}
     * @throws UnsupportedArtemisException if this is not an Artemis-odb that snapshots know
     */
    public WorldHistory(World world, int ticks) {
        if (ticks < 1) {
            throw new IllegalArgumentException(
                    "A history of " + ticks + " ticks holds nothing; keep at least 1.");
        }
        this.world = world;
        ring = new WorldSnapshot[ticks];
        ring[0] = new WorldSnapshot(world);
    }

    /**
     * Records the world as it is now, and drops the oldest tick if there is no room. Call it after
     * {@code world.process()}.
     *
     * @return the number of this tick: one more than the tick recorded, or rewound to, before; 0
     *     the first time
     * @throws TickInProgressException if the world is in a tick
     * @throws PlainComponentException if an entity has a component that is no {@link SoaComponent}
     * @throws TransientTypeException if an event or value lives on that cannot be copied
     */
    public long record() {
        boolean full = kept == ring.length;
        if (full) {
            // If recording fails now the oldest is gone, and the others are still there.
            kept--;
        }
        slot(newest + 1).take();
        newest++;
        kept++;
        return newest;
    }

    /**
     * Makes the world what it was when this tick was recorded, and forgets the ticks after it. The
     * tick itself is kept. What a listener throws is thrown from here, once this is done; if
     * anything else is thrown, the world and this are as they were.
     *
     * @throws TickNotKeptException if the tick was never recorded, was forgotten or dropped
     * @throws TickInProgressException if the world is in a tick
     * @throws PlainComponentException if an entity has a component that is no {@link SoaComponent}
     */
    public void rewindTo(long tick) {
        if (kept == 0 || tick < oldest() || tick > newest) {
            throw new TickNotKeptException(
                    tick, kept == 0 ? "no tick yet" : "the ticks " + oldest() + " to " + newest);
        }
        slot(tick).restore(() -> forgetAfter(tick));
    }

    private void forgetAfter(long tick) {
        kept -= Math.toIntExact(newest - tick);
        newest = tick;
    }

    /** The last tick that was recorded or rewound to; -1 before the first. */
    public long newest() {
        return newest;
    }

    /** The first tick that is still kept; 0 before the first. */
    public long oldest() {
        return newest - kept + 1;
    }

    private WorldSnapshot slot(long tick) {
        int index = (int) (tick % ring.length);
        WorldSnapshot snapshot = ring[index];
        if (snapshot == null) {
            snapshot = new WorldSnapshot(world);
            ring[index] = snapshot;
        }
        return snapshot;
    }
}
