/**
 * What happens to an agent, as pure functions on numbers. Both modes of the demo call them, so they
 * compute the same thing to the last bit; a mode only decides where the numbers live. Depends on
 * nothing but the JDK.
 */
@NullMarked
package dev.mayfly.examples.swarm.rules;

import org.jspecify.annotations.NullMarked;
