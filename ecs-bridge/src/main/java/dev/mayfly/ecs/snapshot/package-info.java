/**
 * Worlds that are brought back to what they were: {@link dev.mayfly.ecs.snapshot.WorldSnapshot}
 * and, for the last ticks, {@link dev.mayfly.ecs.snapshot.WorldHistory}. What they hold, and the
 * file format, is in {@code internal.snapshot}; depends on that and on the bridge's exceptions.
 */
@NullMarked
package dev.mayfly.ecs.snapshot;

import org.jspecify.annotations.NullMarked;
