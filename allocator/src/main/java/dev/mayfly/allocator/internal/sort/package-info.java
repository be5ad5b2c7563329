/** Sorting in place that makes no garbage. Depends on the JDK alone. */
@NullMarked
package dev.mayfly.allocator.internal.sort;

import org.jspecify.annotations.NullMarked;
