/**
 * Commands behind the {@code Commands} that users see: where they are recorded, when they are
 * replayed, and how one is carried out. Depends on {@code internal.artemis}, {@code
 * internal.entity} and the bridge's exceptions.
 *
 * <p>{@code Commands} itself stands in the root package: it takes {@code SoaComponent}s, and is
 * handed out by {@code SpanWorker}, so a package for it would be in a circle with the root.
 */
@NullMarked
package dev.mayfly.ecs.internal.command;

import org.jspecify.annotations.NullMarked;
