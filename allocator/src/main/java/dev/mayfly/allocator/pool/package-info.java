/**
 * Memory and objects that live as long as their user says: {@link
 * dev.mayfly.allocator.pool.BlockPool} for native blocks, {@link
 * dev.mayfly.allocator.pool.ObjectPool} for Java objects, {@link dev.mayfly.allocator.pool.Slots}
 * and {@link dev.mayfly.allocator.pool.SlotTable} for things that are named by handles.
 *
 * <p>May depend on {@code dev.mayfly.allocator.internal.lateuse}, {@code
 * dev.mayfly.allocator.internal.chunk}, {@code dev.mayfly.allocator.error}, {@link
 * dev.mayfly.allocator.SafetyLevel} and the JDK. No other package of the allocator depends on it.
 */
@NullMarked
package dev.mayfly.allocator.pool;

import org.jspecify.annotations.NullMarked;
