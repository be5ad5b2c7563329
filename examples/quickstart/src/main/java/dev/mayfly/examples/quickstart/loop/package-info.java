/**
 * Who runs the systems, as docs/guide/fixed-step.md, docs/guide/strategies.md and
 * docs/getting-started.md show it.
 */
@NullMarked
package dev.mayfly.examples.quickstart.loop;

import org.jspecify.annotations.NullMarked;
