/**
 * What finds, from checked on, a use of a thing whose life has ended where the JVM would let it
 * pass. Its calls are put into the program by {@code dev.mayfly.allocator.agent}, which is why code
 * of any module can come to call {@link dev.mayfly.allocator.internal.lateuse.CheckSites}: the
 * agent exports this package to each module that it changes.
 *
 * <p>May depend on {@code dev.mayfly.allocator.internal}, {@code dev.mayfly.allocator.error} and
 * the JDK.
 */
@NullMarked
package dev.mayfly.allocator.internal.lateuse;

import org.jspecify.annotations.NullMarked;
