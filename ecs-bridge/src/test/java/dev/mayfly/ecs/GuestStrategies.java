package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.InvocationStrategy;
import com.artemis.SystemInvocationStrategy;
import com.artemis.utils.Bag;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Strategies of the kinds that games register, none of which knows of the plugin. */
final class GuestStrategies {

    private GuestStrategies() {}

    /** Times each system by its class name, as contrib's profiler does. */
    static class Profiling extends InvocationStrategy {
        final Map<String, Integer> turns = new HashMap<>();
        int ticks;

        @Override
        protected void process() {
            BaseSystem[] all = systems.getData();
            for (int i = 0, s = systems.size(); i < s; i++) {
                if (!disabled.get(i)) {
                    updateEntityStates();
                    turns.merge(all[i].getClass().getSimpleName(), 1, Integer::sum);
                    all[i].process();
                }
            }
            updateEntityStates();
            ticks++;
        }
    }

    /** A game loop: sorts systems by class, and runs those of the logic as often as is due. */
    static class Loop extends SystemInvocationStrategy {
        private final Bag<BaseSystem> logic = new Bag<>();
        private final Bag<BaseSystem> render = new Bag<>();
        int stepsDue = 1;

        @Override
        protected void initialize() {
            for (BaseSystem system : systems) {
                (system instanceof Turn.Third ? render : logic).add(system);
            }
        }

        @Override
        protected void process() {
            for (int step = 0; step < stepsDue; step++) {
                run(logic);
            }
            run(render);
        }

        private void run(Bag<BaseSystem> those) {
            for (int i = 0; i < those.size(); i++) {
                if (those.get(i).isEnabled()) {
                    those.get(i).process();
                }
                updateEntityStates();
            }
        }
    }

    /** Runs the systems of one state; looks for changes before them alone. */
    static class StateMachine extends SystemInvocationStrategy {
        Class<? extends BaseSystem> state = Turn.First.class;

        @Override
        protected void process() {
            updateEntityStates();
            BaseSystem system = world.getSystem(state);
            if (system != null) {
                system.process();
            }
        }
    }

    /** Runs what was posted, then the systems that others asked for. */
    static class CommandQueue extends InvocationStrategy {
        final Deque<Runnable> posted = new ArrayDeque<>();

        @Override
        protected void process() {
            while (!posted.isEmpty()) {
                posted.remove().run();
                updateEntityStates();
            }
            super.process();
        }

        /** What a game calls from outside of the tick. */
        void flush() {
            updateEntityStates();
        }
    }

    /** Says whose turn it is. */
    static class Saying extends SystemInvocationStrategy {
        private SystemTurns turns;

        @Override
        protected void initialize() {
            turns = SystemTurns.of(world);
        }

        @Override
        protected void process() {
            for (int i = 0; i < systems.size(); i++) {
                if (!disabled.get(i)) {
                    updateEntityStates();
                    turns.process(systems.get(i));
                }
            }
            updateEntityStates();
        }
    }

    /** Goes on where a system fails. */
    static class Forgiving extends InvocationStrategy {
        final List<Throwable> caught = new ArrayList<>();

        @Override
        protected void process() {
            for (BaseSystem system : systems.getData()) {
                if (system != null) {
                    try {
                        updateEntityStates();
                        system.process();
                    } catch (RuntimeException e) {
                        caught.add(e);
                    }
                }
            }
            updateEntityStates();
        }
    }

    /** All but those that swallow failures. */
    static List<SystemInvocationStrategy> all() {
        return List.of(
                new Profiling(), new Loop(), new StateMachine(), new CommandQueue(), new Saying());
    }
}
