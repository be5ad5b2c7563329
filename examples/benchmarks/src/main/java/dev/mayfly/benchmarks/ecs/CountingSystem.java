package dev.mayfly.benchmarks.ecs;

import com.artemis.BaseSystem;

/** A system that counts its turns. */
abstract class CountingSystem extends BaseSystem {
    int turns;
}
