/**
 * The swarm as a good user of Artemis-odb writes it today: pooled components, iterating systems,
 * and lists and records from the Java heap for what lives for a tick. Depends on the rules, the
 * scenario and the simulation.
 */
@NullMarked
package dev.mayfly.examples.swarm.plain;

import org.jspecify.annotations.NullMarked;
