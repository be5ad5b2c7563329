/**
 * The JMH benchmarks of Mayfly beside its peers, and the entry point of their jar. Each benchmark
 * says in its class comment what one operation is and what each of its methods does. Depends on the
 * worlds and the targets.
 */
@NullMarked
package dev.mayfly.benchmarks;

import org.jspecify.annotations.NullMarked;
