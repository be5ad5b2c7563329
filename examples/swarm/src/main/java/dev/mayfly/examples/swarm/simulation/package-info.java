/**
 * What both modes of the demo have in common beside the rules: a world that ticks and can be looked
 * at. Depends on the rules and the scenario.
 */
@NullMarked
package dev.mayfly.examples.swarm.simulation;

import org.jspecify.annotations.NullMarked;
