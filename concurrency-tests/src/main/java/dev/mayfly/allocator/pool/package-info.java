/** What threads may see of each other in the pools. */
@NullMarked
package dev.mayfly.allocator.pool;

import org.jspecify.annotations.NullMarked;
