/**
 * What the pools stand on and their users do not see: which cache is whose, idle objects and the
 * bound on them, the ledger of checked, and what watches over blocks in paranoid.
 *
 * <p>Knows nothing of the pools themselves. What has to know {@link
 * dev.mayfly.allocator.pool.Block} is in its package. May depend on {@code
 * dev.mayfly.allocator.internal}, {@code dev.mayfly.allocator.internal.lateuse}, {@code
 * dev.mayfly.allocator.error} and the JDK.
 */
@NullMarked
package dev.mayfly.allocator.internal.pool;

import org.jspecify.annotations.NullMarked;
