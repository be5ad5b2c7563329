/** The same questions about near entities, put to several spatial structures. */
@NullMarked
package dev.mayfly.benchmarks.spatial;

import org.jspecify.annotations.NullMarked;
