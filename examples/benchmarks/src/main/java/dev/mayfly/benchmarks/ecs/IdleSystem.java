package dev.mayfly.benchmarks.ecs;

/** Does nothing else; at the top level, so that copies of it can be made. */
class IdleSystem extends CountingSystem {

    @Override
    protected void processSystem() {
        turns++;
    }
}
