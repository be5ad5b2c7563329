package dev.mayfly.ecs;

/**
 * What copies itself for snapshots: an event, or a value of a {@link FrameMapper}, whose class has
 * fields that lead to objects which may change, such as an array, a list or a vector. Classes whose
 * fields are primitives, strings and enums are copied without it.
 *
 * <pre>{@code
 * @Lifetime(ticks = 2)
 * public final class Blast implements Poolable, Copyable<Blast> {
 *     public final Vector2 at = new Vector2();
 *
 *     @Override
 *     public void copyFrom(Blast other) {
 *         at.set(other.at);
 *     }
 *
 *     @Override
 *     public void reset() {
 *         at.setZero();
 *     }
 * }
 * }</pre>
 *
 * <p>Such an object is in snapshots in memory, and in none that is written to a file.
 *
 * @param <T> the class itself
 */
public interface Copyable<T> {

    /**
     * Makes this hold what the other one holds, in objects of its own. Called by snapshots, on
     * instances that nobody else has. Must allocate nothing if recording a history is to make no
     * garbage.
     */
    void copyFrom(T other);
}
