/**
 * What finds the use of something after its end, where neither the JVM nor a bounds check does:
 * objects of the user's classes, and segments of the heap. From checked on.
 *
 * <p>May depend on {@code dev.mayfly.allocator.agent}, {@code dev.mayfly.allocator.error}, {@code
 * dev.mayfly.allocator.internal} and the JDK.
 */
@NullMarked
package dev.mayfly.allocator.internal.lateuse;

import org.jspecify.annotations.NullMarked;
