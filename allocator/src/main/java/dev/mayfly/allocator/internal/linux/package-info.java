/**
 * The system calls by which memory is mapped, protected and bound on Linux x86-64, through {@code
 * java.lang.foreign}. Not exported. Depends on nothing else of Mayfly.
 */
@NullMarked
package dev.mayfly.allocator.internal.linux;

import org.jspecify.annotations.NullMarked;
