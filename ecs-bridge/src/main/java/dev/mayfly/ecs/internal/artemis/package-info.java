/**
 * All that the bridge uses of Artemis' private state, and nothing else does: {@link
 * dev.mayfly.ecs.internal.artemis.ArtemisInternals} reads it; {@link
 * dev.mayfly.ecs.internal.artemis.EntityBooks} and {@link
 * dev.mayfly.ecs.internal.artemis.SubscriptionBooks} give it names; {@link
 * dev.mayfly.ecs.internal.artemis.ParallelGuard} replaces parts of it; {@link
 * dev.mayfly.ecs.internal.artemis.Strategies} and {@link dev.mayfly.ecs.internal.artemis.IdRelease}
 * call it. A version of Artemis that lacks something is told here. Depends on the bridge's
 * exceptions and on Artemis alone.
 */
@NullMarked
package dev.mayfly.ecs.internal.artemis;

import org.jspecify.annotations.NullMarked;
