/**
 * Who is near whom: spatial structures that are built anew in each frame, in frame memory.
 *
 * <p>{@link dev.mayfly.ecs.spatial.SpatialGrid} and {@link dev.mayfly.ecs.spatial.SpatialGrid3D}
 * answer questions about points, {@link dev.mayfly.ecs.spatial.SweepAndPrune} finds boxes that
 * overlap. They need an arena, ids and columns, and no world. Depends on {@code
 * dev.mayfly.allocator}, on {@code dev.mayfly.ecs.error}, on {@code
 * dev.mayfly.ecs.internal.spatial} and {@code dev.mayfly.ecs.internal.sort}, and on Artemis' {@code
 * IntBag}.
 */
@NullMarked
package dev.mayfly.ecs.spatial;

import org.jspecify.annotations.NullMarked;
