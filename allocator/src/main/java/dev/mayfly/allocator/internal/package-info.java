/**
 * What the allocator's packages share and no user sees: the safety level as a constant, and what is
 * done with failures.
 *
 * <p>Nothing under {@code internal} is exported; a user on the class path knows by the name what is
 * not theirs. Depends on the JDK alone.
 */
@NullMarked
package dev.mayfly.allocator.internal;

import org.jspecify.annotations.NullMarked;
