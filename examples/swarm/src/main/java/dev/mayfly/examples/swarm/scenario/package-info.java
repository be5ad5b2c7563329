/**
 * The input of a run: a world, the groups that fly in it, and what stands and hunts there, read
 * from JSON. Depends on Jackson, on nothing else of the demo.
 */
@NullMarked
package dev.mayfly.examples.swarm.scenario;

import org.jspecify.annotations.NullMarked;
