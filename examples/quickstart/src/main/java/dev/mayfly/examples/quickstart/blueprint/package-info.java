/** Entities that begin as copies of others, as docs/migration.md shows them. */
@NullMarked
package dev.mayfly.examples.quickstart.blueprint;

import org.jspecify.annotations.NullMarked;
