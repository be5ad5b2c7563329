package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.World;

import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.ecs.internal.tick.TickHooks;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Tells several listeners: the first one first of what begins, and last of what has ended. */
final class TickListeners implements TickHooks {

    private final TickListener[] listeners;

    TickListeners(List<TickListener> listeners) {
        this.listeners = listeners.toArray(new TickListener[0]);
    }

    @Override
    public void beforeTick(World world) {
        int told = 0;
        try {
            while (told < listeners.length) {
                listeners[told].beforeTick(world);
                told++;
            }
        } catch (Throwable refusal) {
            Failures.rethrow(tickEnded(world, told, refusal));
        }
    }

    @Override
    public void afterTick(World world) {
        Failures.rethrow(tickEnded(world, listeners.length, null));
    }

    @Override
    public void beforeTurn(BaseSystem system) {
        int told = 0;
        try {
            while (told < listeners.length) {
                listeners[told].beforeSystem(system);
                told++;
            }
        } catch (Throwable refusal) {
            Failures.rethrow(turnEnded(system, told, refusal));
        }
    }

    @Override
    public void afterTurn(BaseSystem system) {
        Failures.rethrow(turnEnded(system, listeners.length, null));
    }

    /** Tells this many listeners, the first one last; returns the failure with theirs in it. */
    private @Nullable Throwable tickEnded(World world, int count, @Nullable Throwable failure) {
        Throwable first = failure;
        for (int i = count - 1; i >= 0; i--) {
            try {
                listeners[i].afterTick(world);
            } catch (Throwable thrown) {
                first = Failures.joined(first, thrown);
            }
        }
        return first;
    }

    private @Nullable Throwable turnEnded(
            BaseSystem system, int count, @Nullable Throwable failure) {
        Throwable first = failure;
        for (int i = count - 1; i >= 0; i--) {
            try {
                listeners[i].afterSystem(system);
            } catch (Throwable thrown) {
                first = Failures.joined(first, thrown);
            }
        }
        return first;
    }
}
