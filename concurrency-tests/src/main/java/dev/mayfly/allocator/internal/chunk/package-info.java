/** Stress tests of the store of chunks; in its package, to use what is not public. */
@NullMarked
package dev.mayfly.allocator.internal.chunk;

import org.jspecify.annotations.NullMarked;
