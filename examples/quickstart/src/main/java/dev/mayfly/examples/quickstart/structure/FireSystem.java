package dev.mayfly.examples.quickstart.structure;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.ecs.Commands;
import dev.mayfly.examples.quickstart.Position;
import dev.mayfly.examples.quickstart.Velocity;

/** Fires the cannons. */
@SuppressWarnings("NullAway.Init")
@All({Cannon.class, Position.class})
public final class FireSystem extends IteratingSystem {
    Commands commands; // injected
    Cannon cannon;
    Position position;
    Velocity velocity;
    Archetype shot;

    /** Its aspect is in its annotation. */
    public FireSystem() {}

    @Override
    protected void initialize() {
        shot = new ArchetypeBuilder().add(Position.class).add(Velocity.class).build(world);
    }

    @Override
    protected void process(int e) {
        int fired = commands.create(shot); // a number that stands for it in this turn
        commands.set(fired, position.x, position.x.get(e));
        commands.set(fired, velocity.x, cannon.power.get(e));
        cannon.rounds.add(e, -1);
        if (cannon.rounds.get(e) == 0) {
            commands.remove(e, cannon);
        }
    }
}
