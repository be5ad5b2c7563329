/** What the benchmarks of the pools need beside them: threads, partners and the C allocator. */
@NullMarked
package dev.mayfly.benchmarks.pool;

import org.jspecify.annotations.NullMarked;
