package dev.mayfly.examples.quickstart.transients;

import com.artemis.Aspect;
import com.artemis.systems.IntervalSystem;

import dev.mayfly.ecs.EventReader;

/** Writes deaths down, twice a second. */
@SuppressWarnings("NullAway.Init")
public final class ChronicleSystem extends IntervalSystem {
    EventReader<Death> deaths; // injected: from now on each death waits for this field
    int lines;

    /** Runs in few ticks and misses nothing. */
    public ChronicleSystem() {
        super(Aspect.all(), 0.5f);
    }

    @Override
    protected void processSystem() {
        while (deaths.hasNext()) {
            write(deaths.next());
        }
    }

    private void write(Death death) {
        lines += death.victim == death.killer ? 0 : 1;
    }
}
