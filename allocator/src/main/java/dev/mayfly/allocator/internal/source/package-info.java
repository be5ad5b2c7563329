/**
 * What the memory sources stand on: ranges of addresses that are mapped, which parts of one are
 * free, and the format of a memory file. Knows no source and no answer of one.
 *
 * <p>May depend on {@code dev.mayfly.allocator.internal.linux}, {@code dev.mayfly.allocator.error}
 * and the JDK.
 */
@NullMarked
package dev.mayfly.allocator.internal.source;

import org.jspecify.annotations.NullMarked;
