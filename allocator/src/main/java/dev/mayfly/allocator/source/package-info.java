/**
 * Where memory comes from: {@link dev.mayfly.allocator.source.MemorySource}, what it answers, and
 * the sources that Mayfly brings.
 *
 * <p>Five classes that no user sees are here and not under {@code internal}: the three sources
 * behind the methods of {@code MemorySource}, the contract that all are held to, and what carves up
 * a mapping. They take and give {@link dev.mayfly.allocator.source.Answer}s, so in a package of
 * their own they and this one would need each other.
 *
 * <p>May depend on {@code dev.mayfly.allocator.internal}, {@code
 * dev.mayfly.allocator.internal.source}, {@code dev.mayfly.allocator.internal.linux}, {@code
 * dev.mayfly.allocator.error} and the JDK.
 */
@NullMarked
package dev.mayfly.allocator.source;

import org.jspecify.annotations.NullMarked;
