/** Structural change and parallel systems, as docs/guide/commands-and-parallel.md shows them. */
@NullMarked
package dev.mayfly.examples.quickstart.structure;

import org.jspecify.annotations.NullMarked;
