/**
 * Frame-scoped memory: {@link dev.mayfly.allocator.FrameAllocator} gives each thread its {@link
 * dev.mayfly.allocator.FrameArena}; frames and scopes bound the life of typed buffers, lists and
 * native slices; {@link dev.mayfly.allocator.SoaBuffer} makes columns of the same types that live
 * on.
 *
 * <p>Arenas, scopes and what they hand out stand in one package, because on the hot path they write
 * each other's fields: a wall would show these to users. The parts that need no such thing are in
 * packages of their own.
 *
 * <p>May depend on {@code budget}, {@code source}, {@code error} and what is under {@code internal}
 * but for the parts of pools, sources and system calls; on nothing but the JDK otherwise. {@code
 * team} stands on it, {@code pool} does not.
 */
@NullMarked
package dev.mayfly.allocator;

import org.jspecify.annotations.NullMarked;
