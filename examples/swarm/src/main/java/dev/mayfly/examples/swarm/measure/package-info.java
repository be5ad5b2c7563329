/**
 * Runs swarms and measures them: nanoseconds and bytes of each tick, and what the collector did
 * meanwhile. Depends on the simulation only, so that it treats both modes alike.
 */
@NullMarked
package dev.mayfly.examples.swarm.measure;

import org.jspecify.annotations.NullMarked;
