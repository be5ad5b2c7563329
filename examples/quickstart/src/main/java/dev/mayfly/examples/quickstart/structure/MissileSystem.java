package dev.mayfly.examples.quickstart.structure;

import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.ecs.Commands;
import dev.mayfly.ecs.EntityHandles;
import dev.mayfly.examples.quickstart.Position;

/** Steers missiles towards their targets, wherever these have gone since. */
@SuppressWarnings("NullAway.Init")
@All({Homing.class, Position.class})
public final class MissileSystem extends IteratingSystem {
    EntityHandles handles; // injected
    Commands commands;
    Homing homing;
    Position position;

    /** Has a missile follow an entity from now on. */
    public void aim(int missile, int enemy) {
        homing.target.set(missile, handles.of(enemy));
    }

    @Override
    protected void process(int e) {
        long target = homing.target.get(e);
        if (handles.isAlive(target)) {
            int enemy = handles.id(target);
            float way = position.x.get(enemy) - position.x.get(e);
            position.x.add(e, Math.clamp(way, -world.delta, world.delta));
            if (way == 0f) {
                commands.delete(target);
            }
        } else {
            commands.delete(e);
        }
    }
}
