package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.World;

/**
 * Is told when ticks and turns of systems begin and end: what a profiler needs. Given to {@link
 * MayflyPlugin#listener}. No call allocates.
 *
 * <pre>{@code
 * public final class TurnTimes implements TickListener {
 *     private long begun;
 *
 *     @Override
 *     public void beforeSystem(BaseSystem system) {
 *         begun = System.nanoTime();
 *     }
 *
 *     @Override
 *     public void afterSystem(BaseSystem system) {
 *         add(system, System.nanoTime() - begun);
 *     }
 * }
 * }</pre>
 *
 * <p>Calls nest: a tick, in it turns one after the other. Whatever ends, by returning or by an
 * exception, is told. Of several listeners the first is told first that something begins, and last
 * that it has ended. What a listener throws comes out of {@code World.process()}: if it throws
 * before a turn or tick, that is not begun, and its end is told to those listeners alone that were
 * told of its beginning; if it throws after one that has failed, it is suppressed into that
 * failure.
 *
 * <ul>
 *   <li>A turn is {@code system.process()}, with {@code begin()} and {@code end()}. It is told of
 *       systems whose {@code checkProcessing()} says no, not of disabled ones. Rounds of
 *       subscription listeners before it are no part of it.
 *   <li>With {@link MayflyPlugin#sideBySide} turns of a group are told on the threads that run
 *       them, several at once; then a listener has to bear that.
 *   <li>A {@link ParallelSpanSystem} has one turn, told on the ticking thread.
 *   <li>With {@link MayflyPlugin#fixedStep} a tick is a step; systems of frames have their turns
 *       outside of ticks.
 *   <li>In a world that is run by another strategy, turns are told that can be seen: see {@link
 *       SystemTurns}.
 * </ul>
 */
public interface TickListener {

    /** A tick begins; its frame is open. */
    default void beforeTick(World world) {}

    /** A tick has ended; what lived for it has ended as well, but for its frame memory. */
    default void afterTick(World world) {}

    /** A system's turn begins. */
    default void beforeSystem(BaseSystem system) {}

    /** A system's turn has ended. */
    default void afterSystem(BaseSystem system) {}
}
