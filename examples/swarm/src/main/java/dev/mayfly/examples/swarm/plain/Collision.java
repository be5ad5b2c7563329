package dev.mayfly.examples.swarm.plain;

/** Two agents that touch. */
record Collision(int a, int b) {}
