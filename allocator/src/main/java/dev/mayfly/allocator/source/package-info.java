/**
 * Where memory comes from: {@link dev.mayfly.allocator.source.MemorySource}, what it answers, and
 * the sources that Mayfly brings. Depends on {@code dev.mayfly.allocator.internal.linux} and {@code
 * dev.mayfly.allocator.error} alone.
 */
@NullMarked
package dev.mayfly.allocator.source;

import org.jspecify.annotations.NullMarked;
