/**
 * The swarm demo: one simulation on plain Artemis-odb and on Mayfly, compared. This package reads
 * the command line and puts the others together; nothing depends on it.
 */
@NullMarked
package dev.mayfly.examples.swarm;

import org.jspecify.annotations.NullMarked;
