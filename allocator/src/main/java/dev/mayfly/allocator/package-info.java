/**
 * Frame-scoped memory: {@link dev.mayfly.allocator.FrameAllocator} gives each thread its {@link
 * dev.mayfly.allocator.FrameArena}; frames and scopes bound the life of typed buffers, lists and
 * native slices; {@link dev.mayfly.allocator.SoaBuffer} makes columns of the same types that live
 * on.
 *
 * <p>May depend on {@code dev.mayfly.allocator.error}, {@code
 * dev.mayfly.allocator.internal.lateuse}, {@code dev.mayfly.allocator.internal.chunk}, {@code
 * dev.mayfly.allocator.internal.columns} and the JDK.
 */
@NullMarked
package dev.mayfly.allocator;

import org.jspecify.annotations.NullMarked;
