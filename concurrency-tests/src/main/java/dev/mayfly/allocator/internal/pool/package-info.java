/**
 * What threads may see of each other in what the pools stand on; in its package, to use all of it.
 */
@NullMarked
package dev.mayfly.allocator.internal.pool;

import org.jspecify.annotations.NullMarked;
