/**
 * The ledger behind budgets: what is charged to whom, what arenas have set aside, and what each tag
 * has had. Depends on {@code dev.mayfly.allocator.internal}, {@code dev.mayfly.allocator.error} and
 * the JDK.
 */
@NullMarked
package dev.mayfly.allocator.internal.ledger;

import org.jspecify.annotations.NullMarked;
