/**
 * Several threads in one frame: {@link dev.mayfly.allocator.team.FrameTeam} with an arena for each
 * worker and parallel loops, {@link dev.mayfly.allocator.team.FrameBarrier} where threads wait for
 * each other, {@link dev.mayfly.allocator.team.Batches} to go over data in pieces that fit a cache.
 *
 * <p>May depend on {@code dev.mayfly.allocator}, {@code dev.mayfly.allocator.budget}, {@code
 * dev.mayfly.allocator.error}, {@code dev.mayfly.allocator.internal} and the JDK. Nothing else of
 * the allocator depends on it.
 */
@NullMarked
package dev.mayfly.allocator.team;

import org.jspecify.annotations.NullMarked;
