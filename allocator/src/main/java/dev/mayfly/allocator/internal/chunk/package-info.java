/**
 * Native memory of arenas: chunks, the store in which they wait between uses, and the stack that
 * cuts slices from them. May depend on {@code dev.mayfly.allocator.source}, {@code
 * dev.mayfly.allocator.error}, {@code dev.mayfly.allocator.internal} and the JDK.
 */
@NullMarked
package dev.mayfly.allocator.internal.chunk;

import org.jspecify.annotations.NullMarked;
