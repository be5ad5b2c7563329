/**
 * What the bridge has of columns and users do not see: {@link
 * dev.mayfly.allocator.internal.columns.ColumnStore} stands behind each buffer of rows and lets a
 * guard be asked before elements are touched, and {@link
 * dev.mayfly.allocator.internal.columns.ColumnImage} copies its rows and brings them back. {@link
 * dev.mayfly.allocator.internal.columns.ColumnOwner} says what columns belong to together, all of
 * one world.
 *
 * <p>May depend on {@code dev.mayfly.allocator.error}, {@code dev.mayfly.allocator.internal} and
 * the JDK. Columns are objects here, and their storage arrays, so that nothing points back to the
 * package that has them.
 */
@NullMarked
package dev.mayfly.allocator.internal.columns;

import org.jspecify.annotations.NullMarked;
