package dev.mayfly.examples.swarm.plain;

/** What others can see of an agent: a copy from the start of the tick. */
record Boid(int id, int group, float x, float y, float vx, float vy) {
    float distanceSquared(float fromX, float fromY) {
        float dx = x - fromX;
        float dy = y - fromY;
        return dx * dx + dy * dy;
    }
}
