package dev.mayfly.ecs;

import com.artemis.ArtemisPlugin;
import com.artemis.BaseSystem;
import com.artemis.WorldConfiguration;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.ecs.error.InjectorReplacedException;
import dev.mayfly.ecs.error.InstallationException;
import dev.mayfly.ecs.error.NoEngineFrameException;
import dev.mayfly.ecs.error.ParallelMisuseException;
import dev.mayfly.ecs.error.UnsupportedArtemisException;
import dev.mayfly.ecs.internal.tick.StepClock;
import dev.mayfly.ecs.internal.tick.TeamChoice;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Gives an Artemis world frame memory and SoA components.
 *
 * <pre>{@code
 * World world = new World(new WorldConfigurationBuilder()
 *         .with(new MayflyPlugin())
 *         .with(new MovementSystem(), new FlockingSystem())
 *         .build());
 * }</pre>
 *
 * <p>Each {@code world.process()} then runs in a frame of the ticking thread's arena, or in a
 * nested scope if that thread has a frame open already (an engine's, or an outer world's). What a
 * system takes lives to the end of the tick, or of its turn if it is {@link FrameScoped}; what a
 * subscription listener takes lives until all listeners have been told. Into fields of systems, and
 * of objects given to {@code world.inject}, go without any annotation: {@code FrameAllocator};
 * {@code FrameArena}, always that of the thread that ticks the world; every {@link SoaComponent}
 * and {@link FrameComponent}; {@link SoaMapper}, {@link FrameMapper}, {@link FrameEvents}, {@link
 * EventReader}, {@link EntityHandles}, {@link FixedStep} and {@link Commands}. An {@link
 * EntityQuery} goes into a field with an aspect: {@code @All}, {@code @One}, {@code @Exclude}.
 *
 * <p>An invocation strategy that the world has otherwise, of its own or by another plugin, is run
 * within the plugin's ticks; what that costs is said at {@link SystemTurns}. The world's injector
 * must not be replaced after {@code build()}. A world without a builder gets the plugin by {@link
 * #install}.
 *
 * <p>The stores of columns are closed after every system's {@code dispose}. A system, listener or
 * command may dispose of the world within a tick: the rest of the tick runs as ever, and the stores
 * and workers are closed when it is over. In the body of a {@link ParallelSpanSystem}, and in a
 * system beside others, that is a {@link ParallelMisuseException}.
 *
 * <p>Many worlds, on one thread or several, may share an allocator; a world may be ticked by one
 * thread now and by another later, if the program orders the two.
 */
public final class MayflyPlugin implements ArtemisPlugin {

    private static final int MAX_WORKERS = 0x7fff;

    private @Nullable FrameAllocator allocator;
    private @Nullable TagGroup group;
    private boolean keepUntilFrameEnd;
    private boolean sideBySide;
    private TeamChoice team = TeamChoice.COMMON_POOL;
    private float stepSeconds;

    /** 0 where steps are not fixed. */
    private int stepsAtMost;

    private Predicate<? super BaseSystem> eachFrame =
            system -> system.getClass().isAnnotationPresent(EachFrame.class);

    private final List<TickListener> listeners = new ArrayList<>();

    /** A plugin that takes memory from {@link FrameAllocator#shared()}. */
    public MayflyPlugin() {}

    /**
     * Takes memory from this allocator. It must stay open for as long as the world is ticked; the
     * world does not close it.
     *
     * @return this
     */
    public MayflyPlugin allocator(FrameAllocator allocator) {
        this.allocator = Objects.requireNonNull(allocator, "allocator");
        return this;
    }

    /**
     * Charges a group for what the world has: for what its ticks, systems and listeners take in
     * frames, the budgets of {@link FrameScoped} being limits inside it, and for the columns of
     * {@link SoaComponent}s and {@link FrameComponent}s from their growth to the world's end.
     * Worlds may share a group.
     *
     * <p>Where the group has no room for columns to grow with the world, entities are made all the
     * same; giving one of those the component then throws {@link
     * dev.mayfly.allocator.error.LimitExceededException}, until there is room. An archetype or
     * transmuter that adds several components then adds none; an entity that was being made from
     * the archetype is deleted.
     *
     * @return this
     */
    public MayflyPlugin group(TagGroup group) {
        this.group = Objects.requireNonNull(group, "group");
        return this;
    }

    /**
     * Leaves what a tick took alive when the tick ends, until the engine ends the scope that was
     * open around it, so that a renderer outside of the world can read it. The memory of {@link
     * FrameScoped} systems and of listeners still ends with them.
     *
     * <p>The engine must have a frame open whenever it ticks the world; {@code world.process()}
     * throws {@link NoEngineFrameException} otherwise.
     *
     * @return this
     */
    public MayflyPlugin keepUntilFrameEnd() {
        keepUntilFrameEnd = true;
        return this;
    }

    /**
     * Runs {@link ParallelSpanSystem}s on this team. It must stay open for as long as the world is
     * ticked; the world does not close it. In a tick with such systems the world has a frame of the
     * team open, so no one else may at that time: not the engine, and not another world that ticks.
     *
     * <p>Without this, and without {@link #workers}, the world makes a team of the ticking thread
     * and the common pool's threads when it first needs one. That starts no thread that the JVM
     * would not have anyway, however many worlds there are; and as results do not depend on the
     * number of threads, there is nothing to be decided.
     *
     * @return this
     */
    public MayflyPlugin team(FrameTeam team) {
        this.team = new TeamChoice(Objects.requireNonNull(team, "team"), 0);
        return this;
    }

    /**
     * Runs {@link ParallelSpanSystem}s on a team of the world's own, which is made when it is first
     * needed and closed when the world is disposed of.
     *
     * @param count how many workers it has, the ticking thread included: 1 to 32,767; with 1 there
     *     are no further threads
     * @return this
     * @throws InvalidSizeException if {@code count} is out of range
     */
    public MayflyPlugin workers(int count) {
        if (count < 1 || count > MAX_WORKERS) {
            throw new InvalidSizeException(
                    "A world with "
                            + count
                            + " workers was asked for; use 1 to "
                            + MAX_WORKERS
                            + ", the ticking thread included.");
        }
        team = new TeamChoice(null, count);
        return this;
    }

    /**
     * Runs systems that do not conflict side by side, on the threads that {@link #team} or {@link
     * #workers} says. Off unless this is called. {@link Reads} and {@link Writes}, or the injected
     * fields alone, say what a system uses; consecutive systems of which none writes what another
     * uses form a group, and a system of which nothing is known, or that is {@link Exclusive}, runs
     * alone. What comes out is what comes out of one thread.
     *
     * <p>A system of a group must not change structure but with {@link Commands}: {@link
     * ParallelMisuseException}. The one that has commands is the last of its group, as the next one
     * is to see what they do. Fields of type {@code FrameArena}, {@code Commands} and {@link
     * EntityQuery} are for its turn those of the thread that runs it. What it takes lives as long
     * as otherwise. If one throws, the others of its group still have their turns; then the tick
     * ends with that exception. From checked on a group with a system that writes objects, and not
     * columns alone, takes its turns one after the other, so that an undeclared write has an
     * author.
     *
     * @return this
     */
    public MayflyPlugin sideBySide() {
        sideBySide = true;
        return this;
    }

    /**
     * Divides time into steps of one length: {@code world.process()} is a frame, which adds {@code
     * world.delta} to the time that is there and runs as many ticks, the steps, as it gives. What
     * is left is {@link FixedStep#alpha()}. {@code world.delta} is the length of a step within
     * steps, and the frame's own for systems of frames.
     *
     * <p>Systems are of steps unless they are of {@link EachFrame frames} ({@link #eachFrame}).
     * Those of frames that are registered before the first of steps run before the steps, the
     * others after them. What steps compute does not depend on how many there are in a frame.
     *
     * @param seconds the length of a step: more than 0
     * @param most how many steps a frame has at most: 1 or more. Those beyond are left out, and
     *     {@link FixedStep#dropped() counted}
     * @return this
     * @throws InvalidSizeException if one is out of range
     */
    public MayflyPlugin fixedStep(float seconds, int most) {
        if (!(seconds > 0f && seconds < Float.POSITIVE_INFINITY) || most < 1) {
            throw new InvalidSizeException(
                    "Steps of "
                            + seconds
                            + " seconds, "
                            + most
                            + " in a frame at most, were asked for; use a length of more than 0"
                            + " and a number of 1 or more.");
        }
        stepSeconds = seconds;
        stepsAtMost = most;
        return this;
    }

    /**
     * Says which systems are of frames, where {@link #fixedStep} divides time, beside those that
     * say {@link EachFrame}: for those of libraries. Asked once for each system when a world is
     * made; called again, those count that either one says.
     *
     * @return this
     */
    public MayflyPlugin eachFrame(Predicate<? super BaseSystem> systems) {
        Objects.requireNonNull(systems, "systems");
        Predicate<? super BaseSystem> others = eachFrame;
        eachFrame = system -> others.test(system) || systems.test(system);
        return this;
    }

    /**
     * Tells this listener of ticks and turns, after those that were given before. Without one
     * nothing is told, and that costs nothing.
     *
     * @return this
     */
    public MayflyPlugin listener(TickListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Called by Artemis when the configuration is built.
     *
     * @throws UnsupportedArtemisException if this is not an Artemis-odb that the bridge works with
     */
    @Override
    public void setup(WorldConfigurationBuilder builder) {
        installed().install(builder);
    }

    /**
     * Adds the plugin to a configuration that no builder makes, before or after systems are set on
     * it.
     *
     * <pre>{@code
     * WorldConfiguration configuration = new WorldConfiguration()
     *         .setSystem(new MovementSystem());
     * new MayflyPlugin().install(configuration);
     * World world = new World(configuration);
     * }</pre>
     *
     * @throws InstallationException if it is in there already, or a world was made of it
     * @throws InjectorReplacedException if the configuration has an injector of a class that is not
     *     Artemis' own; one that is set later is found when the world is made
     * @throws UnsupportedArtemisException if this is not an Artemis-odb that the bridge works with
     */
    public void install(WorldConfiguration configuration) {
        installed().install(configuration);
    }

    private InstalledPlugin installed() {
        return new InstalledPlugin(
                new PluginSettings(
                        allocator != null ? allocator : FrameAllocator.shared(),
                        WorldTags.of(group),
                        team,
                        keepUntilFrameEnd,
                        sideBySide,
                        stepsAtMost == 0 ? null : new StepClock(stepSeconds, stepsAtMost),
                        eachFrame,
                        listeners.isEmpty() ? null : new TickListeners(listeners)));
    }
}
