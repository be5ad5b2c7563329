package dev.mayfly.allocator;

import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.LeakedException;
import dev.mayfly.allocator.internal.ArenaIdentity;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.allocator.internal.LastResort;
import dev.mayfly.allocator.internal.TeamMemory;
import dev.mayfly.allocator.internal.Unclosed;
import dev.mayfly.allocator.internal.chunk.ChunkStore;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * All arenas of one allocator: those of threads, of rings and scratches, and of teams; and what
 * those have counted that are of no more use.
 *
 * <p>Safe for use by any thread: one lock guards it all. Threads come here at their first call, and
 * where rings, scratches and teams come and go.
 */
final class ArenaRegistry implements TeamMemory<FrameArena>, LastResort.Holder {

    /**
     * How long arenas are left in peace between two looks for those that had no frame meanwhile:
     * long enough for what ticks once a second.
     */
    static final long LOOK_NANOS = 10_000_000_000L;

    private static final System.Logger LOG = System.getLogger("dev.mayfly.allocator");

    /** How many leaks a message lists. */
    private static final int LEAKS_LISTED = 10;

    /** A team that has not been closed, and where it was made if that is known. */
    private record Team(
            WeakReference<Object> team, Life life, List<FrameArena> arenas, @Nullable String site) {

        /** Whether nobody has the team any more, and it has no frame of a thread that lives. */
        boolean isDropped() {
            return team.refersTo(null) && (!life.isOpen() || life.isOfTheDead());
        }

        /** Whether the thread that used it last has died. */
        boolean hasDeadOwner() {
            return arenas.getFirst().owner().getState() == Thread.State.TERMINATED;
        }

        /** Lets go of a thread that has died, which may keep the team by what it was to run. */
        void forgetDead() {
            life.forgetDeadCaller(() -> arenas.forEach(arena -> arena.identity.forgetDeadOwner()));
        }
    }

    private static final String TEAM = "a frame team";

    private final Backing backing;
    private final ArenaSettings settings;
    private final ThreadArenas ofThreads = new ThreadArenas(this::boundArena);

    /** The arenas of rings and scratches that have not been closed. */
    private final NamedArenas named = new NamedArenas();

    private final List<Team> teams = new ArrayList<>();
    private final StatisticsReader past = new StatisticsReader(System::nanoTime);
    private final LongSupplier nanos;

    /** When idle arenas were looked for last. */
    private volatile long lookedAt;

    private volatile SoftLimitListener softLimitListener = new SoftLimitLog();

    /**
     * No arenas yet.
     *
     * @param nanos what time it is
     */
    ArenaRegistry(Backing backing, ArenaSettings settings, LongSupplier nanos) {
        this.backing = backing;
        this.settings = settings;
        this.nanos = nanos;
        this.lookedAt = nanos.getAsLong();
    }

    /** Has this found by arenas that end frames, and by whoever runs out of memory. */
    void enrol() {
        backing.onIdleLook(this::lookAtIdle);
        backing.onUsers(this::users);
        LastResort.enrol(this);
    }

    /** An arena for the calling thread, which has none. */
    synchronized FrameArena claim() {
        backing.chunks.requireOpen();
        retireOrphans();
        retireDroppedTeams();
        return ofThreads.claim();
    }

    private FrameArena boundArena() {
        return newArena(backing, "", settings, Arena::ofConfined);
    }

    /** Sets who is told of soft limits that were passed, on any of the arenas. */
    void onSoftLimit(SoftLimitListener listener) {
        softLimitListener = listener;
    }

    private FrameArena newArena(
            Backing of, String name, ArenaSettings arenaSettings, Supplier<Arena> lifetimes) {
        ArenaIdentity identity = new ArenaIdentity(name, Thread.currentThread());
        FrameArena made =
                new FrameArena(
                        identity,
                        of,
                        arenaSettings,
                        lifetimes,
                        (arena, tag, used) -> softLimitListener.softLimitPassed(arena, tag, used));
        of.addArena();
        return made;
    }

    /** An arena beside the one of the calling thread, which belongs to a ring or scratch. */
    synchronized FrameArena addNamed(
            Backing of, String name, ArenaSettings arenaSettings, Supplier<Arena> lifetimes) {
        backing.chunks.requireOpen();
        named.retireDropped();
        FrameArena made = newArena(of, name, arenaSettings, lifetimes);
        named.add(made, name);
        return made;
    }

    /**
     * Gives back what the rings and scratches of dead threads hold; returns the bytes. The calling
     * thread has nothing to do with them: what fails is logged, and tried again by {@link #close}.
     */
    private long retireOrphans() {
        long bytes = 0;
        named.retireDropped();
        for (FrameArena arena : named.ofTheDead()) {
            arena.abandon();
            bytes += arena.atRest.letGo();
            bytes += isOfSharedStore(arena) ? 0 : arena.store.letGo();
            String title = arena.identity.title();
            arena.identity.lend(Thread.currentThread());
            try {
                retireNamed(arena);
            } catch (Throwable failure) {
                NamedArenas.logFailure(title, failure);
            }
        }
        return bytes;
    }

    /** Gives back the memory of arenas that a ring or scratch of the calling thread had. */
    void retire(FrameArena... arenasOfOne) {
        Failures failures = new Failures();
        for (FrameArena arena : arenasOfOne) {
            if (isNamed(arena)) {
                arena.identity.requireOwner();
                // With no lock held, as what is to run at the end is the user's.
                failures.run(() -> arena.unwind(0));
            }
        }
        for (FrameArena arena : arenasOfOne) {
            failures.run(() -> retireIfNamed(arena));
        }
        failures.rethrow();
    }

    private synchronized boolean isNamed(FrameArena arena) {
        return named.contains(arena);
    }

    private synchronized void retireIfNamed(FrameArena arena) {
        if (named.contains(arena)) {
            retireNamed(arena);
        }
    }

    private void retireNamed(FrameArena arena) {
        named.remove(arena);
        try {
            retireForGood(arena);
        } finally {
            // What is promoted stays in the books, and what a source has failed to take back.
            named.keep(arena.store);
        }
    }

    private void retireForGood(FrameArena arena) {
        try {
            arena.retire();
        } finally {
            past.keep(arena);
            arena.backing.removeArena();
        }
    }

    // --- teams

    @Override
    public synchronized FrameArena addArena(String name) {
        backing.chunks.requireOpen();
        retireDroppedTeams();
        return newArena(backing, name, settings, Arena::ofShared);
    }

    @Override
    public synchronized void enrol(Object team, Life life, List<FrameArena> arenas) {
        backing.chunks.requireOpen();
        teams.add(new Team(new WeakReference<>(team), life, arenas, Unclosed.siteOf(TEAM)));
    }

    @Override
    public synchronized void abandon(FrameArena arena) {
        arena.abandon();
    }

    @Override
    public synchronized void dismiss(Object team) {
        Failures failures = new Failures();
        for (int i = teams.size() - 1; i >= 0; i--) {
            Team each = teams.get(i);
            if (each.team.refersTo(team)) {
                teams.remove(i);
                each.arenas.forEach(arena -> failures.run(() -> retireForGood(arena)));
            }
        }
        failures.rethrow();
    }

    /** Gives back what teams have that nobody can use or close any more; returns the bytes. */
    private long retireDroppedTeams() {
        long bytes = 0;
        for (int i = teams.size() - 1; i >= 0; i--) {
            Team dropped = teams.get(i);
            if (dropped.isDropped()) {
                teams.remove(i);
                bytes += retire(dropped);
            } else if (dropped.hasDeadOwner()) {
                dropped.forgetDead();
            }
        }
        return bytes;
    }

    private long retire(Team dropped) {
        long bytes = 0;
        Failures failures = new Failures();
        for (FrameArena arena : dropped.arenas) {
            // Nobody runs the actions of scopes that a thread which has died left open.
            arena.abandon();
            bytes += arena.atRest.letGo();
            arena.identity.lend(Thread.currentThread());
            failures.run(() -> retireForGood(arena));
        }
        dropped.life.dropped();
        Unclosed.report(
                TEAM, "its " + dropped.arenas.size() + " arenas were given back", dropped.site);
        failures.rethrow();
        return bytes;
    }

    // --- memory given back

    /**
     * Lets go of all that is spare: of arenas at rest, of those of the calling thread, and in the
     * stores. Returns how many bytes that was.
     */
    @Override
    public synchronized long letGo() {
        ofThreads.collectFromTheDead();
        long bytes = retireOrphans() + retireDroppedTeams();
        for (FrameArena arena : ofThreads.all()) {
            bytes += arena.letGoOfSpares();
        }
        for (FrameArena arena : named.there()) {
            bytes += arena.letGoOfSpares();
        }
        for (Team team : teams) {
            for (FrameArena arena : team.arenas) {
                bytes += arena.atRest.letGo();
            }
        }
        bytes += backing.surplus.letGo();
        for (ChunkStore store : stores()) {
            bytes += store.letGo();
        }
        return bytes;
    }

    /** Has arenas let go that had no frame for long, if it is time for that. */
    private void lookAtIdle() {
        long now = nanos.getAsLong();
        if (now - lookedAt >= LOOK_NANOS) {
            lookAtIdle(now);
        }
    }

    private synchronized void lookAtIdle(long now) {
        if (now - lookedAt < LOOK_NANOS) {
            return; // another thread has
        }
        lookedAt = now;
        ofThreads.collectFromTheDead();
        retireOrphans();
        retireDroppedTeams();
        ofThreads.forEach(ArenaRegistry::letGoIfIdle);
        named.forEach(ArenaRegistry::letGoIfIdle);
        for (int i = 0; i < teams.size(); i++) {
            teams.get(i).arenas.forEach(ArenaRegistry::letGoIfIdle);
        }
        backing.review();
    }

    private static void letGoIfIdle(FrameArena arena) {
        arena.atRest.letGoIfIdle();
    }

    // --- what there is

    /**
     * The allocator's own store, and those of rings and scratches that have a source of their own.
     */
    private Set<ChunkStore> stores() {
        Set<ChunkStore> all = new LinkedHashSet<>();
        all.add(backing.chunks);
        named.addStoresTo(all);
        return all;
    }

    /** Bytes that the stores have from their sources. */
    synchronized long nativeBytes() {
        retireDroppedTeams();
        return stores().stream().mapToLong(ChunkStore::bytes).sum();
    }

    /** Nothing where no native memory is used. */
    @Override
    public synchronized String users() {
        return nativeBytes() == 0
                ? ""
                : LargestUsers.of(nativeBytes(), statistics().tags(), backing.promotions.open());
    }

    /** What all arenas have counted. */
    synchronized FrameStatistics statistics() {
        retireDroppedTeams();
        List<FrameArena> all = ofThreads.all();
        all.addAll(named.there());
        teams.forEach(team -> all.addAll(team.arenas));
        return past.read(all, stores());
    }

    // --- the end

    /**
     * Closes all stores and lets go of the arenas, whatever fails on the way. Rings and scratches
     * of other threads that live stay: from checked on their memory is given back where they are
     * closed.
     *
     * @throws FrameOpenException if the frame of a team is open; nothing changes
     * @throws LeakedException if something was left behind
     */
    void close() {
        requireTeamsAtRest();
        Failures failures = new Failures();
        for (FrameArena arena : ownNamed()) {
            failures.run(() -> retire(arena));
        }
        failures.run(this::closeAll);
        failures.rethrow();
    }

    /** The arenas of rings and scratches of the calling thread. */
    private synchronized List<FrameArena> ownNamed() {
        List<FrameArena> own = named.there();
        own.removeIf(arena -> !isOpen() || !arena.identity.isOwner());
        return own;
    }

    private boolean isOpen() {
        return !backing.chunks.isClosed();
    }

    private synchronized void closeAll() {
        requireTeamsAtRest();
        boolean first = isOpen();
        if (first) {
            retireOrphans();
        }
        Set<ChunkStore> closing = stores();
        ofThreads.all().forEach(past::keep);
        ofThreads.collectFromTheDead();
        ofThreads.clear();
        for (Team team : teams) {
            team.arenas.forEach(past::keep);
            boolean dropped = team.team.refersTo(null);
            if (dropped || team.life.isOfTheDead()) {
                team.arenas.forEach(FrameArena::abandon);
            }
            if (dropped) {
                team.life.dropped();
            }
        }
        teams.clear();
        // Those with stores of their own stay: where a source fails, closing again tries again.
        List<FrameArena> left = named.there();
        if (first && !left.isEmpty()) {
            reportOpen(left);
        }
        Failures failures = new Failures();
        closing.forEach(store -> failures.run(store::close));
        failures.run(this::requireNoLeaks);
        failures.rethrow();
    }

    private void reportOpen(List<FrameArena> left) {
        LOG.log(
                System.Logger.Level.WARNING,
                "An allocator was closed while rings or scratches of other threads are open: "
                        + left.stream()
                                .limit(LEAKS_LISTED)
                                .map(arena -> arena.identity.title())
                                .collect(Collectors.joining(", "))
                        + (left.size() > LEAKS_LISTED ? ", and more" : "")
                        + ". From checked on their native memory stays until their threads close"
                        + " them. Close them before the allocator.");
    }

    private boolean isOfSharedStore(FrameArena arena) {
        return arena.store.equals(backing.chunks);
    }

    private synchronized void requireTeamsAtRest() {
        for (Team team : teams) {
            Object name = team.team.get();
            // Nobody can end the frame of one that is dropped.
            if (name != null && team.life.isOpen() && !team.life.isOfTheDead()) {
                throw new FrameOpenException(
                        "The allocator was closed while a frame is open on "
                                + name
                                + ". End the frame first, and close the team.");
            }
        }
    }

    private void requireNoLeaks() {
        List<Promotion<?>> kept = backing.promotions.open();
        List<Parcel<?>> lost = backing.transit.all();
        if (kept.isEmpty() && lost.isEmpty()) {
            return;
        }
        throw new LeakedException(
                "The allocator was closed, and there are leaks."
                        + leaks(kept, " promoted things were not", "Close what promote() returned")
                        + leaks(
                                lost,
                                " parcels were not received",
                                "Receive or discard what was sent"));
    }

    private static String leaks(List<?> leaked, String what, String advice) {
        if (leaked.isEmpty()) {
            return "";
        }
        return " "
                + leaked.size()
                + what
                + ": "
                + leaked.stream()
                        .limit(LEAKS_LISTED)
                        .map(Object::toString)
                        .collect(Collectors.joining("; "))
                + (leaked.size() > LEAKS_LISTED ? "; and more" : "")
                + ". "
                + advice
                + ".";
    }
}
