/** A first world on Mayfly, as the README and docs/getting-started.md show it. */
@NullMarked
package dev.mayfly.examples.quickstart;

import org.jspecify.annotations.NullMarked;
