package dev.mayfly.examples.quickstart.beside;

import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.ecs.Commands;
import dev.mayfly.ecs.Reads;

/** Deletes what is too hot. */
@SuppressWarnings("NullAway.Init")
@Reads(Heat.class) // so all else that is injected would be written; here is nothing
@All(Heat.class)
public final class MeltingSystem extends IteratingSystem {
    Heat heat;
    Commands commands; // structure changes by commands alone

    /** Its aspect is in its annotation. */
    public MeltingSystem() {}

    @Override
    protected void process(int e) {
        if (heat.degrees.get(e) > 100f) {
            commands.delete(e);
        }
    }
}
