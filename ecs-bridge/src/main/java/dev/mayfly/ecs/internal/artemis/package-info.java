/**
 * All that the bridge uses of Artemis' private state, and nothing else does: {@link
 * dev.mayfly.ecs.internal.artemis.ArtemisInternals} reads it; {@link
 * dev.mayfly.ecs.internal.artemis.EntityBooks}, {@link
 * dev.mayfly.ecs.internal.artemis.SubscriptionBooks} and {@link
 * dev.mayfly.ecs.internal.artemis.ConfigurationParts} give it names; {@link
 * dev.mayfly.ecs.internal.artemis.ParallelGuard}, {@link
 * dev.mayfly.ecs.internal.artemis.EarlyMapper} and {@link
 * dev.mayfly.ecs.internal.artemis.LinkSites} replace parts of it or add to it; {@link
 * dev.mayfly.ecs.internal.artemis.Strategies} and {@link dev.mayfly.ecs.internal.artemis.IdRelease}
 * call it; {@link dev.mayfly.ecs.internal.artemis.FieldHandles} are its way into the fields of
 * users' classes. A version of Artemis that lacks something is told here. Depends on the bridge's
 * exceptions, on Artemis and the allocator's {@code Failures}.
 */
@NullMarked
package dev.mayfly.ecs.internal.artemis;

import org.jspecify.annotations.NullMarked;
