/**
 * Budgets: {@link dev.mayfly.allocator.budget.Tag} names what memory is for and limits a scope,
 * {@link dev.mayfly.allocator.budget.TagGroup} limits what scopes, threads and long-lived holders
 * have together, {@link dev.mayfly.allocator.budget.EvictionListener} is asked before a group
 * refuses.
 *
 * <p>May depend on {@code dev.mayfly.allocator.internal.ledger}, {@code
 * dev.mayfly.allocator.source}, {@code dev.mayfly.allocator.error} and the JDK; the books
 * themselves are in the first of these.
 */
@NullMarked
package dev.mayfly.allocator.budget;

import org.jspecify.annotations.NullMarked;
