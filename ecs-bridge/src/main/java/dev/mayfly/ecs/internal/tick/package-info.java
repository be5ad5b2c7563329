/**
 * How a tick goes: the strategies that run a world's systems in frame scopes ({@link
 * dev.mayfly.ecs.internal.tick.TickStrategy} and its heirs: in order, in steps, by another's
 * strategy), groups of systems side by side, and the workers that loops run on.
 *
 * <p>What depends on the types that users see is given to it: what lives for the tick as a {@link
 * dev.mayfly.ecs.internal.tick.TickStorage}, what systems declare by a {@link
 * dev.mayfly.ecs.internal.tick.SystemReader}, what a worker is to a system as a type argument.
 * Depends on {@code internal.access}, {@code internal.command}, {@code internal.entity}, {@code
 * internal.store}, {@code internal.world}, {@code internal.artemis} and the bridge's exceptions.
 */
@NullMarked
package dev.mayfly.ecs.internal.tick;

import org.jspecify.annotations.NullMarked;
