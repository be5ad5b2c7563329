/**
 * The same swarm on Mayfly: components in columns, spans where a loop needs no neighbors, and frame
 * memory for what lives for a tick. Depends on the rules, the scenario and the simulation.
 */
@NullMarked
package dev.mayfly.examples.swarm.mayfly;

import org.jspecify.annotations.NullMarked;
