package dev.mayfly.ecs.internal.tick;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.team.FrameTeam;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ForkJoinPool;

/**
 * Which team a world runs loops on.
 *
 * @param given the one; null for one of the world's own
 * @param workers how many its own has; 0 for the common pool's threads
 */
public record TeamChoice(@Nullable FrameTeam given, int workers) {

    /** The ticking thread and the common pool's threads. */
    public static final TeamChoice COMMON_POOL = new TeamChoice(null, 0);

    FrameTeam team(FrameAllocator memory) {
        if (given != null) {
            return given;
        }
        return workers == 0
                ? FrameTeam.create(memory, ForkJoinPool.commonPool())
                : FrameTeam.create(memory, workers);
    }

    /** Closes the team, unless it was given. */
    void close(FrameTeam team) {
        if (given == null) {
            team.close();
        }
    }
}
