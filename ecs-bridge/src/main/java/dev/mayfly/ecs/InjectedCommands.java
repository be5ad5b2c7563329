package dev.mayfly.ecs;

import com.artemis.World;

import dev.mayfly.ecs.internal.command.Recording;
import dev.mayfly.ecs.internal.command.WorldCommands;

import org.jspecify.annotations.Nullable;

/** The {@link Commands} of one world, made when they are first asked for. */
final class InjectedCommands {

    private final WorldCommands home;
    private @Nullable Commands commands;

    InjectedCommands(WorldCommands home) {
        this.home = home;
    }

    /** What the world's systems have injected. */
    Commands of(World world) {
        if (commands == null) {
            commands = new Commands(home, home.of(world));
        }
        return commands;
    }

    /** What a worker records with. */
    Commands ofWorker(Recording recording) {
        return new Commands(home, recording);
    }
}
