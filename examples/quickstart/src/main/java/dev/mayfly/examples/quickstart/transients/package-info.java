/** Components and events that live for a tick, as docs/guide/transient-components.md shows them. */
@NullMarked
package dev.mayfly.examples.quickstart.transients;

import org.jspecify.annotations.NullMarked;
