/**
 * What the allocator's packages share and no user sees: the safety level as constants, failures
 * that are joined, what is behind a public type ({@link dev.mayfly.allocator.internal.Face}), and
 * the small arithmetic of sizes, keys and digits.
 *
 * <p>Nothing under {@code internal} is exported to users; one on the class path knows by the name
 * what is not theirs. Depends on {@code dev.mayfly.allocator.error} and the JDK.
 */
@NullMarked
package dev.mayfly.allocator.internal;

import org.jspecify.annotations.NullMarked;
