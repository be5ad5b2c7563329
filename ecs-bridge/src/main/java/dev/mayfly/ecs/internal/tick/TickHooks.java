package dev.mayfly.ecs.internal.tick;

import com.artemis.BaseSystem;
import com.artemis.World;

/**
 * Who is told of a world's ticks and turns. What begins is told first; if that throws, it is not
 * begun, and its end is not told.
 */
public interface TickHooks {

    /** A tick begins. */
    void beforeTick(World world);

    /** A tick has ended, or failed. */
    void afterTick(World world);

    /** A system's turn begins, on the thread that it runs on. */
    void beforeTurn(BaseSystem system);

    /** A system's turn has ended, or failed. */
    void afterTurn(BaseSystem system);
}
