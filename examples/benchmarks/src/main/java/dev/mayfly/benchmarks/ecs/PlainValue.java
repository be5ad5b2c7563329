package dev.mayfly.benchmarks.ecs;

import com.artemis.PooledComponent;
import com.badlogic.ashley.core.Component;
import com.badlogic.gdx.utils.Pool.Poolable;

/** A number as an object: a component to Artemis, Ashley and Dominion, pooled where they pool. */
abstract class PlainValue extends PooledComponent implements Component, Poolable {
    float value;

    @Override
    public void reset() {
        value = 0f;
    }
}
