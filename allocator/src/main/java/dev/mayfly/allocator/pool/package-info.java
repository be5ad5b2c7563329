/**
 * Memory and objects that live as long as their user says: {@link
 * dev.mayfly.allocator.pool.BlockPool} for native blocks, {@link
 * dev.mayfly.allocator.pool.ObjectPool} for Java objects, {@link dev.mayfly.allocator.pool.Slots}
 * and {@link dev.mayfly.allocator.pool.SlotTable} for things that are named by handles.
 *
 * <p>What the pools stand on is in {@code dev.mayfly.allocator.internal.pool}. Five classes that no
 * user sees are here nevertheless: magazines, the caches that hold them, the depots behind and what
 * gives large blocks. They make {@link dev.mayfly.allocator.pool.Block}s, mark them as handed out
 * and read their numbers, on the path of each take and return; from another package they could do
 * so only by public methods of {@code Block}, or through an object more between a block and its
 * user.
 *
 * <p>May depend on {@code dev.mayfly.allocator.internal}, {@code
 * dev.mayfly.allocator.internal.pool}, {@code dev.mayfly.allocator.internal.chunk}, {@code
 * dev.mayfly.allocator.source}, {@code dev.mayfly.allocator.error} and the JDK. No other package of
 * the allocator depends on it.
 */
@NullMarked
package dev.mayfly.allocator.pool;

import org.jspecify.annotations.NullMarked;
