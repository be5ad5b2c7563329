package dev.mayfly.ecs;

import com.artemis.BaseSystem;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.internal.tick.StepClock;
import dev.mayfly.ecs.internal.tick.TeamChoice;
import dev.mayfly.ecs.internal.tick.TickHooks;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/**
 * What a plugin was told, for one world.
 *
 * @param clock of fixed steps; null for none
 * @param eachFrame whether a system has its turns in frames
 * @param hooks who is told of ticks and turns; null for nobody
 */
record PluginSettings(
        FrameAllocator memory,
        WorldTags tags,
        TeamChoice team,
        boolean keepUntilFrameEnd,
        boolean sideBySide,
        @Nullable StepClock clock,
        Predicate<? super BaseSystem> eachFrame,
        @Nullable TickHooks hooks) {}
