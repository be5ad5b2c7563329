package dev.mayfly.examples.quickstart.transients;

import com.artemis.BaseSystem;

import dev.mayfly.ecs.FrameEvents;

/** Counts deaths, wherever it stands in the order. */
@SuppressWarnings("NullAway.Init")
public final class ScoreSystem extends BaseSystem {
    FrameEvents<Death> deaths;
    int score;

    /** Runs before or behind whoever emits. */
    public ScoreSystem() {}

    @Override
    protected void processSystem() {
        for (int i = 0; i < deaths.size(); i++) {
            score += deaths.get(i).killer == deaths.get(i).victim ? 0 : 1;
        }
    }
}
