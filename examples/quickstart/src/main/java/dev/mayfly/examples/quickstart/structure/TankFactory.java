package dev.mayfly.examples.quickstart.structure;

import com.artemis.BaseSystem;

import dev.mayfly.ecs.Commands;
import dev.mayfly.examples.quickstart.Position;

/** Makes a tank with a turret in its first turn. */
@SuppressWarnings("NullAway.Init")
public final class TankFactory extends BaseSystem {
    Commands commands;
    Position position;
    Turret turret;
    private boolean done;

    @Override
    protected void processSystem() {
        if (!done) {
            done = true;
            build();
        }
    }

    private void build() {
        int tank = commands.create();
        commands.add(tank, position);
        int gun = commands.create();
        commands.add(gun, turret);
        commands.set(gun, turret.tank, tank); // the id, once there is one
    }
}
