/** Systems that run side by side, as docs/guide/side-by-side.md shows them. */
@NullMarked
package dev.mayfly.examples.quickstart.beside;

import org.jspecify.annotations.NullMarked;
