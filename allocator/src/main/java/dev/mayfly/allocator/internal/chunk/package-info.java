/**
 * Memory in chunks, and the store in which they wait between uses. Not exported. Depends on {@code
 * dev.mayfly.allocator.source} and {@code dev.mayfly.allocator.error} alone.
 */
@NullMarked
package dev.mayfly.allocator.internal.chunk;

import org.jspecify.annotations.NullMarked;
