package dev.mayfly.examples.quickstart;

import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

/** Has bosses rage. */
@SuppressWarnings("NullAway.Init")
@All(Boss.class)
public final class BossSystem extends IteratingSystem {
    Boss boss;

    /** Its aspect is in its annotation. */
    public BossSystem() {}

    @Override
    protected void process(int entity) {
        boss.rage.add(entity, world.delta);
        if (boss.rage.get(entity) > 10f) {
            boss.phase.add(entity, 1);
        }
    }
}
