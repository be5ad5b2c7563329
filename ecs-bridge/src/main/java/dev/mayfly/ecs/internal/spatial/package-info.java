/**
 * What {@code dev.mayfly.ecs.spatial} is made of: cells, candidates, the nearest so far, and the
 * checks of what is given. Not exported. Depends on {@code dev.mayfly.allocator}, on {@code
 * dev.mayfly.ecs.error} and on Artemis' {@code IntBag}.
 */
@NullMarked
package dev.mayfly.ecs.internal.spatial;

import org.jspecify.annotations.NullMarked;
