package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.SystemInvocationStrategy;
import com.artemis.World;

import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.internal.tick.HostedTurns;

import org.jspecify.annotations.Nullable;

/**
 * The turns of a world's systems, for a {@link SystemInvocationStrategy} of one's own in a world
 * with {@link MayflyPlugin}. The plugin runs such a strategy within its ticks, but cannot see which
 * system it runs; so let it say that:
 *
 * <pre>{@code
 * public final class GameLoop extends SystemInvocationStrategy {
 *     private SystemTurns turns;
 *
 *     @Override
 *     protected void initialize() {
 *         turns = SystemTurns.of(world);
 *     }
 *
 *     @Override
 *     protected void process() {
 *         for (int i = 0; i < systems.size(); i++) {
 *             updateEntityStates();
 *             turns.process(systems.get(i)); // and not systems.get(i).process()
 *         }
 *         updateEntityStates();
 *     }
 * }
 * }</pre>
 *
 * <p>Then {@link FrameScoped} and its budget, {@link Reads} and {@link Writes}, and the plugin's
 * {@link MayflyPlugin#listener listener} hold for every system, as they do without the strategy.
 * For the thread that ticks the world. Allocates nothing.
 */
public final class SystemTurns {

    /** Null where the plugin's own strategy runs the world. */
    private final @Nullable HostedTurns turns;

    private SystemTurns(@Nullable HostedTurns turns) {
        this.turns = turns;
    }

    /**
     * Those of a world; to be asked for once, in the strategy's {@code initialize()}.
     *
     * @throws NoPluginException if the world has no {@link MayflyPlugin}
     */
    public static SystemTurns of(World world) {
        WorkersOfWorld found =
                WorkersOfWorld.of(world, WorkersOfWorld.class, "SystemTurns are a plugin's");
        HostedTurns turns = found.hostedTurns();
        if (turns != null) {
            turns.expectToBeTold();
        }
        return new SystemTurns(turns);
    }

    /**
     * Runs a system once, with all that the plugin puts around its turn. Outside of {@code
     * World.process()}, and on another thread than the one that is in it, only {@code
     * system.process()}.
     */
    public void process(BaseSystem system) {
        if (turns == null) {
            system.process();
        } else {
            turns.process(system);
        }
    }
}
