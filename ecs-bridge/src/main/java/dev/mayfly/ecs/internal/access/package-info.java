/**
 * What systems may read and write, and the checks of their turns, which are there from checked on.
 *
 * <p>{@link dev.mayfly.ecs.internal.access.SystemAccess} says what a system may do; {@link
 * dev.mayfly.ecs.internal.access.Turns} says whose turn it is. A guard ({@link
 * dev.mayfly.ecs.internal.access.TypeGuard}) is asked where something is done; {@link
 * dev.mayfly.ecs.internal.access.TurnCheck} compares what a turn leaves with what it found. What it
 * compares with is called a copy here: it lives for the turn. (An image, in {@code
 * internal.snapshot}, is what a world can be brought back to.)
 *
 * <p>Depends on the bridge's exceptions, {@code internal.entity} and {@code internal.artemis};
 * knows no type that users see.
 */
@NullMarked
package dev.mayfly.ecs.internal.access;

import org.jspecify.annotations.NullMarked;
