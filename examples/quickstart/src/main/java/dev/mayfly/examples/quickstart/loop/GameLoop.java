package dev.mayfly.examples.quickstart.loop;

import com.artemis.SystemInvocationStrategy;

import dev.mayfly.ecs.SystemTurns;

/** A strategy of one's own, which says whose turn it is. */
@SuppressWarnings("NullAway.Init")
public final class GameLoop extends SystemInvocationStrategy {
    private SystemTurns turns;

    /** To be registered. */
    public GameLoop() {}

    @Override
    protected void initialize() {
        turns = SystemTurns.of(world);
    }

    @Override
    protected void process() {
        for (int i = 0; i < systems.size(); i++) {
            updateEntityStates();
            turns.process(systems.get(i)); // and not systems.get(i).process()
        }
        updateEntityStates();
    }
}
