/**
 * What Mayfly throws: {@link dev.mayfly.allocator.error.MayflyException} and one class a kind of
 * misuse. Depends on nothing else of Mayfly.
 */
@NullMarked
package dev.mayfly.allocator.error;

import org.jspecify.annotations.NullMarked;
