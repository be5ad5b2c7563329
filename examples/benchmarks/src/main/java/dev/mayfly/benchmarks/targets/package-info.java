/** What the benchmarks have to show, checked against JMH's result files. Depends on JMH alone. */
@NullMarked
package dev.mayfly.benchmarks.targets;

import org.jspecify.annotations.NullMarked;
