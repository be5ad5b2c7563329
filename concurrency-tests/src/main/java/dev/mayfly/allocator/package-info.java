/** What threads may see of each other in the books of arenas and groups. */
@NullMarked
package dev.mayfly.allocator;

import org.jspecify.annotations.NullMarked;
