/**
 * Plays the game of the example starfall in several modes, each in a JVM of its own, and compares
 * what they compute and what that costs.
 */
@NullMarked
package dev.mayfly.examples.starfall;

import org.jspecify.annotations.NullMarked;
