package dev.mayfly.allocator.everything;

import static dev.mayfly.allocator.everything.Divergence.require;
import static dev.mayfly.allocator.everything.Divergence.same;

import dev.mayfly.allocator.ArenaSettings;
import dev.mayfly.allocator.ClockedAllocator;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.LeakedException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.internal.Safety;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An allocator with all that belongs to it, and a plain model of both, which take each step of a
 * program together.
 */
final class Everything {

    static final int ACTORS = 3;

    static final ArenaSettings SETTINGS =
            ArenaSettings.defaults().withChunks(4 << 10, 64 << 10).withQuietFrames(3);

    /** Of frames in which nothing is taken. */
    static final Tag QUIET = Tag.of("quiet");

    /** What code of the program's own does, which is called while an object is taken. */
    private enum Callback {
        WORKS,
        THROWS,
        TAKES_ANOTHER,
        ENDS_THE_SCOPE,
        RETURNS_NULL
    }

    private enum Evictor {
        DOES_NOTHING,
        CLOSES_WHAT_WAS_PROMOTED,
        THROWS,
        ENDS_THE_SCOPE
    }

    /** What steps of a kind there were. */
    final Map<Kind, Integer> done = new EnumMap<>(Kind.class);

    final TestSource source = new TestSource(this::boom);
    final Tags tags = new Tags();
    final Takes takes = new Takes(this);
    final Between between = new Between(this);
    final FrameAllocator memory;
    final Pools pools;
    final Team team;
    private final Seat[] seats = new Seat[ACTORS];
    private final int stepsBetweenLooks;
    private long nanos;
    private int steps;
    private long nativeLimit = Long.MAX_VALUE;

    /** The numbers of the actions that have run. */
    final List<Integer> ran = new ArrayList<>();

    private int actions;

    // What is known of the step that is taken.

    /** The place that something is taken from. */
    Place asking;

    boolean scopeEnded;
    boolean nullReturned;
    private Callback callback = Callback.WORKS;
    private Evictor evictor = Evictor.DOES_NOTHING;
    private boolean softListenerThrows;

    /** The scope that something is taken in must stay open: in an action, or a team's body. */
    boolean keepsScopes;

    private final List<Boom> booms = new ArrayList<>();
    private final List<Throwable> seen = new ArrayList<>();

    /** What a source has thrown when it was to take memory back, and nobody was told yet. */
    private final List<Boom> untold = new ArrayList<>();

    /**
     * A new allocator.
     *
     * @param stepsBetweenLooks how many steps lie between two looks at all that is there
     */
    Everything(int stepsBetweenLooks) {
        this.stepsBetweenLooks = stepsBetweenLooks;
        memory = ClockedAllocator.create(SETTINGS, source, () -> nanos);
        memory.onSoftLimit((arena, tag, _) -> softLimitPassed(arena, tag));
        pools = new Pools(this, tags.ofPool);
        team = new Team(this);
        tags.groups.forEach(group -> group.onFull((_, _) -> makeRoom()));
    }

    // --- the program

    /** Runs a program from its first step to the end of the allocator. */
    void run(Actors actors, List<Step> program) throws Throwable {
        int at = 0;
        while (at < program.size()) {
            int actor = program.get(at).actor();
            int end = at;
            while (end < program.size() && program.get(end).actor() == actor) {
                end++;
                if (program.get(end - 1).kind() == Kind.DIE) {
                    break;
                }
            }
            List<Step> turn = program.subList(at, end);
            actors.act(actor, () -> turn.forEach(this::take));
            if (turn.getLast().kind() == Kind.DIE) {
                actors.replace(actor);
                actors.act(actor, () -> takeOver(actor));
            }
            at = end;
        }
        finish(actors);
    }

    private void take(Step step) {
        steps++;
        nanos += TimeUnit.MICROSECONDS.toNanos(1);
        source.beginStep();
        Seat seat = seat(step.actor());
        try {
            dispatch(seat, step);
            afterStep(seat);
        } catch (Divergence found) {
            throw found;
        } catch (Throwable thrown) {
            throw new Divergence(
                    step.kind() + " threw " + thrown.getClass().getSimpleName(), thrown);
        }
        done.merge(step.kind(), 1, Integer::sum);
    }

    private Seat seat(int actor) {
        if (seats[actor] == null) {
            seats[actor] = new Seat(this, actor);
        }
        return seats[actor];
    }

    private void dispatch(Seat seat, Step step) {
        int size = step.size();
        int pick = step.pick();
        Place place = seat.place(pick & 15);
        pick >>>= 4;
        switch (step.kind()) {
            case BEGIN -> seat.begin(tags.pick(pick));
            case SCOPE -> place.scope(tags.pick(pick));
            case CLOSE -> place.close();
            case CLOSE_OUTER -> place.closeOuter(pick);
            case UNWIND -> place.unwind(pick);
            case MARK -> place.mark();
            case REWIND -> place.rewind(pick);
            case ON_CLOSE -> onClose(place, pick);
            case INTS -> takes.ints(place, size);
            case RAW_LONGS -> takes.longs(place, size);
            case BYTES -> takes.bytes(place, size);
            case SEVERAL -> takes.several(place, size % 500);
            case LIST -> takes.list(place, size);
            case MAP -> takes.map(place, size);
            case OBJECT_LIST -> takes.objectList(place, size);
            case OBJECT -> takeObject(place, pick);
            case ROWS -> takes.rows(place, size);
            case SLICE -> takes.slice(place, size, 1L << pick % 13);
            case SHARED_SLICE -> takes.sharedSlice(place, size, 1L << pick % 8);
            case GROW -> takes.grow(place, size, pick);
            case WRITE -> takes.write(place, pick);
            case SORT -> takes.sort(place, pick);
            case PROMOTE -> between.promote(place, pick);
            case CLOSE_PROMOTED -> between.closePromoted(pick);
            case SEND -> between.send(place, pick);
            case RECEIVE -> between.receive(place, pick);
            case DISCARD -> between.discard(pick);
            case RING_BEGIN -> seat.beginRing(tags.pick(pick));
            case RING_END -> seat.endRing();
            case RING_CLOSE -> seat.closeRing();
            case READ_RING -> readRing(pick);
            case SCRATCH_RESET -> seat.resetScratch();
            case SCRATCH_CLOSE -> seat.closeScratch();
            case TEAM_BEGIN -> team.begin(seat.actor, tags.pick(pick));
            case TEAM_LOOP -> team.loop(seat.actor, size, pick);
            case TEAM_END -> team.end(seat.actor);
            case TEAM_CLOSE -> team.renew(seat.actor);
            case BLOCK_TAKE -> pools.takeBlock(size);
            case BLOCK_CLOSE -> pools.closeBlock(pick);
            case BLOCK_STALE -> pools.useStaleBlock(pick);
            case POOL_TAKE -> pools.takeObject(pick);
            case POOL_GIVE -> pools.giveObject(pick);
            case POOL_MISUSE -> pools.misuseObject(pick);
            case SLOT_ADD -> pools.addSlot();
            case SLOT_REMOVE -> pools.removeSlot(pick);
            case SLOT_STALE -> pools.useStaleSlot(pick);
            case SLOT_REMOVE_IF -> pools.removeSlotsIf(pick);
            case SOURCE -> breakSources(pick);
            case LIMIT_NATIVE -> limitNative(size, pick);
            case EVICTOR -> evictor = Evictor.values()[pick % Evictor.values().length];
            case SOFT_LISTENER -> softListenerThrows = pick % 3 == 0;
            case TRIM -> trim();
            case QUIET_FRAMES -> seat.quietFrames();
            case LOOK_AT_IDLE -> nanos += TimeUnit.SECONDS.toNanos(20);
            case USE_ENDED -> useEnded(place, pick);
            case FOREIGN -> useAsAForeigner(seat.actor, pick);
            case DIE -> {
                // When this turn is over.
            }
        }
    }

    private void breakSources(int pick) {
        TestSource of = pick % 3 == 0 ? pools.source : source;
        TestSource.Mood[] moods = TestSource.Mood.values();
        of.mood = pick % 2 == 0 ? TestSource.Mood.GIVES : moods[pick / 6 % moods.length];
    }

    private void limitNative(int size, int pick) {
        nativeLimit = pick % 2 == 0 ? Long.MAX_VALUE : size * 10L;
        memory.limitNative(nativeLimit);
    }

    private void trim() {
        Throwable thrown = Outcome.of(memory::trim);
        saw(thrown);
        require(thrown == null || hasKept(thrown), "trimming", thrown);
    }

    private void takeObject(Place place, int pick) {
        callback = pick % 3 == 0 ? Callback.values()[pick / 3 % 5] : Callback.WORKS;
        takes.object(place);
        callback = Callback.WORKS;
    }

    private void readRing(int pick) {
        List<Place> kept = places().stream().filter(place -> place.isSealed).toList();
        Place place = pick(kept, pick);
        if (place != null) {
            place.live().filter(item -> !(item.real instanceof long[])).forEach(Item::verify);
        }
    }

    private void useEnded(Place place, int pick) {
        Item item = pick(place.ended, pick);
        if (item != null) {
            item.verifyEnded(this::isLive);
        }
        between.useEnded(pick);
    }

    private void useAsAForeigner(int actor, int pick) {
        Seat other = seats[(actor + 1) % ACTORS];
        if (other == null) {
            return;
        }
        FrameArena foreign = other.main.arena;
        Outcome.mustThrow(ForeignThreadException.class, "a foreign frame", foreign::begin);
        if (Safety.CHECKED) {
            Runnable use =
                    switch (pick % 5) {
                        case 0 -> foreign::scope;
                        case 1 -> foreign::mark;
                        case 2 -> () -> foreign.ints(5);
                        case 3 -> () -> foreign.allocate(8, 8);
                        default -> () -> foreign.unwind(0);
                    };
            Outcome.mustThrow(ForeignThreadException.class, "a foreign use", use);
        }
    }

    // --- what the program's own code does

    Boom boom(String where) {
        Boom boom = new Boom(where, steps);
        if (wasKept(boom)) {
            untold.add(boom);
        } else {
            booms.add(boom);
        }
        return boom;
    }

    /** Supplies an object. */
    long[] supply(Place place) {
        return callBack(place, false) ? new long[1] : null;
    }

    /** Resets one that is handed out by now. */
    void reset(Place place, long[] object) {
        object[0] = 0;
        callBack(place, true);
    }

    private boolean callBack(Place place, boolean handedOut) {
        Callback mine = callback;
        callback = Callback.WORKS;
        switch (mine) {
            case THROWS -> {
                place.innermost().taken += handedOut ? 1 : 0;
                throw boom("callback");
            }
            case TAKES_ANOTHER -> takes.object(place);
            case ENDS_THE_SCOPE -> endScope(place, handedOut);
            case RETURNS_NULL -> nullReturned = !handedOut;
            default -> {
                // Nothing besides.
            }
        }
        return mine != Callback.RETURNS_NULL;
    }

    private void endScope(Place place, boolean handedOut) {
        int keep = place.open.size() - 1;
        if (place.open.get(keep).real == null) {
            return;
        }
        place.innermost().taken += handedOut ? 1 : 0;
        place.end(keep, () -> place.arena.unwind(keep), false);
        scopeEnded = true;
    }

    private void makeRoom() {
        switch (evictor) {
            case CLOSES_WHAT_WAS_PROMOTED -> between.closePromoted(0);
            case THROWS -> throw boom("evictor");
            case ENDS_THE_SCOPE -> {
                if (asking != null && asking.isOpen() && !keepsScopes) {
                    endScope(asking, false);
                }
            }
            default -> {
                // There is no more room than before.
            }
        }
    }

    private void softLimitPassed(FrameArena arena, Tag tag) {
        if (tag instanceof TagGroup) {
            return;
        }
        places().stream()
                .filter(place -> place.arena == arena)
                .forEach(place -> place.told.add(tag.name()));
        if (softListenerThrows) {
            throw boom("listener");
        }
    }

    void onClose(Place place, int pick) {
        if (!place.isOpen() || place.isSealed) {
            return;
        }
        List<Level> scopes = place.open.stream().filter(each -> each.real != null).toList();
        Level level = pick(scopes, pick);
        if (level == null) {
            return;
        }
        int number = actions++;
        level.actions.add(number);
        level.real.onClose(() -> act(place, level, number, pick % 4));
    }

    private void act(Place place, Level level, int number, int what) {
        ran.add(number);
        boolean before = keepsScopes;
        keepsScopes = true;
        try {
            if (what == 1) {
                takes.inAction(place, level);
            }
        } finally {
            keepsScopes = before;
        }
        if (what == 2) {
            throw boom("action");
        }
    }

    // --- what was thrown

    /** Takes note of what the library has thrown; null for nothing. */
    void saw(Throwable thrown) {
        if (thrown != null) {
            seen.add(thrown);
        }
    }

    /** What the evictor has thrown matters to nobody, as nothing was refused in the end. */
    void forgiveTheEvictor() {
        booms.removeIf(boom -> boom.where().equals("evictor"));
    }

    boolean isBoom(Throwable thrown) {
        return thrown instanceof Boom;
    }

    /** Whether it says that a source has kept what it was to take back. */
    boolean hasKept(Throwable thrown) {
        return thrown instanceof MemorySourceException
                && Outcome.all(thrown).stream()
                        .anyMatch(each -> each instanceof Boom boom && wasKept(boom));
    }

    private static boolean wasKept(Boom boom) {
        return boom.where().equals("giving back");
    }

    /** Something has ended: by what was thrown it is seen in what order. */
    void judgeEnd(Throwable thrown, Class<? extends Throwable> expected) {
        saw(thrown);
        if (expected != null) {
            require(expected.isInstance(thrown), "ending in the wrong order", thrown);
        } else {
            require(
                    thrown == null || isBoom(thrown) || hasKept(thrown),
                    "an end that throws",
                    thrown);
        }
    }

    void judgeTeamEnd(Throwable thrown, boolean tooEarly) {
        saw(thrown);
        boolean told =
                thrown != null
                        && Outcome.all(thrown).stream()
                                .anyMatch(each -> each instanceof ScopeOrderException);
        same(told, tooEarly, "whether a team's scope was left open");
        require(
                thrown == null || told || isBoom(thrown) || hasKept(thrown),
                "the end of a team's frame",
                thrown);
    }

    private void accountForWhatWasThrown() {
        List<Throwable> all = new ArrayList<>();
        seen.forEach(each -> all.addAll(Outcome.all(each)));
        for (Boom boom : booms) {
            require(
                    all.contains(boom) || isTold(boom, all),
                    "what the " + boom.where() + " has thrown is lost",
                    boom,
                    seen);
        }
        untold.removeIf(all::contains);
        booms.clear();
        seen.clear();
    }

    /** A source says in words why it declines; one that is asked again does so again. */
    private static boolean isTold(Boom boom, List<Throwable> all) {
        return boom.where().equals("evictor")
                && all.stream()
                        .anyMatch(each -> String.valueOf(each.getMessage()).contains("Boom"));
    }

    // --- looking

    private void afterStep(Seat seat) {
        accountForWhatWasThrown();
        seat.places().forEach(Place::verifyBooks);
        between.verifyBooks();
        verifyGroups();
        same(memory.nativeBytes(), source.bytesOut, "native bytes");
        if (steps % stepsBetweenLooks == 0) {
            look(seat);
        }
    }

    private void look(Seat seat) {
        seat.places().forEach(Place::verifyLive);
        between.live().forEach(Item::verify);
        pools.verify();
        pools.verifyBooks();
        tags.verify(this);
    }

    /** Each group is charged for what is in use, and for what open frames have set aside. */
    private void verifyGroups() {
        for (TagGroup group : tags.groups) {
            long used = between.chargedTo(group);
            boolean mayHaveMore = false;
            for (Place place : places()) {
                long part = place.chargedTo(group);
                mayHaveMore |= part >= 0;
                used += Math.max(0, part);
            }
            if (group == tags.ofPool || group == tags.outer) {
                used += pools.source.bytesOut;
            }
            if (mayHaveMore) {
                require(group.used() >= used, "charged too little", group, group.used(), used);
            } else {
                same(group.used(), used, "what a group is charged with");
            }
            require(group.used() <= group.limit(), "a group's limit", group, group.used());
            require(group.peak() >= group.used(), "a group's peak");
        }
    }

    boolean isNativeLimitNear(long need) {
        return nativeLimit != Long.MAX_VALUE
                && (need > nativeLimit / 2
                        || source.bytesOut + 2 * Math.max(need, 64 << 10) > nativeLimit);
    }

    List<Place> places() {
        List<Place> all = new ArrayList<>();
        for (Seat seat : seats) {
            if (seat != null) {
                all.addAll(seat.ownPlaces());
            }
        }
        all.addAll(team.places());
        return all;
    }

    boolean isLive(Object real) {
        return Stream.concat(places().stream().flatMap(Place::live), between.live())
                .anyMatch(item -> item.real == real);
    }

    <T> T pick(List<T> all, int pick) {
        return all.isEmpty() ? null : all.get(Math.floorMod(pick, all.size()));
    }

    static List<TagGroup> groupsOf(Tag tag) {
        List<TagGroup> groups = new ArrayList<>();
        TagGroup each = tag instanceof TagGroup itself ? itself : tag.group();
        for (; each != null; each = each.group()) {
            groups.add(each);
        }
        return groups;
    }

    // --- the end

    /** The thread of a seat has died, and this one sits there now. */
    private void takeOver(int actor) {
        team.died(actor);
        Seat seat = seats[actor];
        if (seat != null) {
            seat.takeOver();
            afterStep(seat);
        }
    }

    private void finish(Actors actors) throws Throwable {
        source.mood = TestSource.Mood.GIVES;
        pools.source.mood = TestSource.Mood.GIVES;
        evictor = Evictor.DOES_NOTHING;
        for (int actor = 0; actor < ACTORS; actor++) {
            Seat seat = seats[actor];
            if (seat != null) {
                actors.act(actor, seat::finish);
            }
        }
        actors.act(0, this::close);
    }

    private void close() {
        team.close();
        pools.close();
        boolean leaks = steps % 2 == 0;
        while (!leaks && !between.kept.isEmpty()) {
            between.closePromoted(0);
        }
        while (!leaks && !between.sent.isEmpty()) {
            between.discard(0);
        }
        booms.clear();
        seen.clear();
        Throwable thrown = Outcome.of(memory::close);
        if (between.kept.isEmpty() && between.sent.isEmpty()) {
            require(thrown == null || hasKept(thrown), "closing the allocator", thrown);
        } else {
            require(
                    Outcome.all(thrown).stream().anyMatch(each -> each instanceof LeakedException),
                    "closing with leaks",
                    thrown);
        }
        // From checked on, rows that leaked keep their native columns until they are closed.
        between.kept.forEach(each -> each.promoted().close());
        same(source.bytesOut, 0, "bytes that a closed allocator has");
    }
}
