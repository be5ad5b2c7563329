/**
 * Sorting and selecting by keys in frame memory. Not exported: what queries and spatial structures
 * share. Depends on {@code dev.mayfly.allocator} alone.
 */
@NullMarked
package dev.mayfly.ecs.internal.sort;

import org.jspecify.annotations.NullMarked;
