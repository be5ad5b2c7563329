package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.ScopeOrderException;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A plain model of one arena, which takes each step on the arena and on itself. */
final class ArenaModel {

    /** A scope, or, where there is no real one, a mark. */
    private static final class Level {
        final FrameScope real;
        final long mark;
        final List<Thing> things = new ArrayList<>();
        final long limit;
        long usedBefore;
        TagGroup[] groups = {};

        Level(FrameScope real, long mark, long limit, long usedBefore) {
            this.real = real;
            this.mark = mark;
            this.limit = limit;
            this.usedBefore = usedBefore;
        }

        boolean isMark() {
            return real == null;
        }
    }

    private final FrameArena arena;
    private final Shared shared;
    private final FrameObjects<long[]> objects;
    private final List<Level> open = new ArrayList<>();

    ArenaModel(FrameArena arena, Shared shared) {
        this.arena = arena;
        this.shared = shared;
        this.objects = arena.objects(() -> new long[1], object -> object[0] = 0);
        shared.arenas.add(this);
    }

    Stream<Thing> live() {
        return open.stream().flatMap(level -> level.things.stream());
    }

    void step(ArenaModelTest.Step step) {
        int size = step.size();
        switch (step.kind()) {
            case BEGIN -> begin();
            case SCOPE -> scope(Long.MAX_VALUE);
            case LIMITED_SCOPE -> scope(size);
            case GROUPED_SCOPE -> grouped(step.pick() % 2 == 0 ? shared.inner : shared.outer);
            case CLOSE -> close();
            case CLOSE_OUTER -> closeOuter(step.pick());
            case MARK -> mark();
            case REWIND -> rewind(step.pick());
            case INTS -> take(() -> arena.ints(size), size, true, bytes(size, 4));
            case RAW_LONGS ->
                    take(() -> arena.uninitializedLongs(size), size, false, bytes(size, 8));
            case BYTES -> take(() -> arena.bytes(size), size, true, bytes(size, 1));
            case LIST -> take(() -> arena.intList(size % 64), 0, true, bytes(size % 64, 4));
            case OBJECT -> take(objects::take, 1, true, 0);
            case SLICE -> slice(size, 1L << step.pick() % 13);
            case GROW -> grow(step);
            case WRITE -> {
                Thing thing = pickLive(step.pick());
                if (thing != null) {
                    thing.fill();
                }
            }
            case PROMOTE -> promote(step.pick());
            case CLOSE_PROMOTED -> shared.closePromoted(step.pick());
            case SEND -> send(step.pick());
            case RECEIVE -> receive(step.pick());
            case QUIET_FRAMES -> quietFrames();
            case USE_EXPIRED -> shared.useEnded(step.pick());
        }
        assertThat(arena.depth()).isEqualTo(open.size());
        assertThat(arena.peak()).isGreaterThanOrEqualTo(arena.used());
        shared.verifyGroups();
    }

    /** What this arena has in use that is charged to the group. */
    long usedOf(TagGroup group) {
        return open.stream()
                .filter(level -> Arrays.asList(level.groups).contains(group))
                .findFirst()
                .map(level -> arena.used() - level.usedBefore)
                .orElse(0L);
    }

    /** What a buffer of {@code length} elements is charged with: its size class. */
    private static long bytes(int length, int elementBytes) {
        return (long) Math.max(16, Integer.highestOneBit(Math.max(length, 1) * 2 - 1))
                * elementBytes;
    }

    private void begin() {
        if (open.isEmpty()) {
            enter(arena.begin(), Long.MAX_VALUE);
        } else {
            assertThatThrownBy(arena::begin).isInstanceOf(FrameOpenException.class);
        }
    }

    private void scope(long limit) {
        if (!open.isEmpty()) {
            boolean limited = limit < Long.MAX_VALUE;
            enter(limited ? arena.scope(Tag.of("limited", limit)) : arena.scope(), limit);
        }
    }

    private void grouped(Tag tag) {
        enter(open.isEmpty() ? arena.begin(tag) : arena.scope(tag), Long.MAX_VALUE);
        open.getLast().groups = tag.groups;
        assertThat(arena.remaining()).isLessThanOrEqualTo(shared.outer.limit());
    }

    private void enter(FrameScope scope, long limit) {
        open.add(new Level(scope, 0, limit, arena.used()));
    }

    private void close() {
        if (!open.isEmpty()) {
            int innermost = innermostScope();
            shared.verifyLive();
            open.get(innermost).real.close();
            leaveTo(innermost);
        }
    }

    private int innermostScope() {
        int level = open.size() - 1;
        while (open.get(level).isMark()) {
            level--;
        }
        return level;
    }

    private void closeOuter(int pick) {
        if (open.isEmpty() || innermostScope() == 0) {
            return;
        }
        int outer = pick % innermostScope();
        if (!open.get(outer).isMark()) {
            assertThatThrownBy(open.get(outer).real::close).isInstanceOf(ScopeOrderException.class);
            leaveTo(outer);
        }
    }

    private void mark() {
        if (open.isEmpty()) {
            assertThatThrownBy(arena::mark).isInstanceOf(NoFrameException.class);
        } else {
            long used = arena.used();
            open.add(new Level(null, arena.mark(), Long.MAX_VALUE, used));
        }
    }

    private void rewind(int pick) {
        List<Level> marks = open.stream().filter(Level::isMark).toList();
        if (marks.isEmpty()) {
            return;
        }
        Level level = marks.get(pick % marks.size());
        int at = open.indexOf(level);
        boolean inOrder = open.subList(at, open.size()).stream().allMatch(Level::isMark);
        if (inOrder) {
            arena.rewind(level.mark);
        } else {
            assertThatThrownBy(() -> arena.rewind(level.mark))
                    .isInstanceOf(ScopeOrderException.class);
        }
        leaveTo(at);
        open.add(new Level(null, level.mark, Long.MAX_VALUE, arena.used()));
    }

    private void leaveTo(int depth) {
        long expected = open.get(depth).usedBefore;
        while (open.size() > depth) {
            shared.ended.addAll(open.removeLast().things);
        }
        assertThat(arena.used()).isEqualTo(expected);
        shared.verifyLive();
    }

    private void slice(int size, long alignment) {
        Thing thing = take(() -> arena.allocate(size, alignment), size, false, -1);
        if (thing != null) {
            assertThat(((MemorySegment) thing.real).address() % alignment).isZero();
        }
    }

    /**
     * Takes what must be charged with {@code bytes}; with less than 0, with its length at least.
     */
    private Thing take(Supplier<Object> taking, int length, boolean zeroed, long bytes) {
        if (open.isEmpty()) {
            assertThatThrownBy(taking::get).isInstanceOf(NoFrameException.class);
            return null;
        }
        long before = arena.used();
        Object real;
        try {
            real = taking.get();
        } catch (LimitExceededException refused) {
            assertThat(arena.used()).isEqualTo(before);
            assertThat(open)
                    .anyMatch(level -> level.limit < Long.MAX_VALUE || level.groups.length != 0);
            return null;
        }
        long taken = arena.used() - before;
        assertThat(taken).isGreaterThanOrEqualTo(bytes < 0 ? length : bytes);
        assertThat(bytes < 0 || taken == bytes).as("%s for %s", taken, real).isTrue();
        assertThat(open).allMatch(level -> level.isMark() || level.real.used() <= level.limit);
        assertThat(shared.isLive(real)).as("handed out twice").isFalse();
        Thing thing = new Thing(real, length);
        if (zeroed) {
            thing.verify();
        }
        thing.fill();
        open.getLast().things.add(thing);
        return thing;
    }

    private void grow(ArenaModelTest.Step step) {
        Thing thing = pickLive(step.pick());
        if (thing == null || !(thing.real instanceof IntList list)) {
            return;
        }
        long before = arena.used();
        for (int i = 0; i < step.size() % 500; i++) {
            try {
                list.add(i);
            } catch (LimitExceededException refused) {
                break;
            }
            thing.expected = Arrays.copyOf(thing.expected, thing.expected.length + 1);
            thing.expected[thing.expected.length - 1] = i;
        }
        // What a list grows by belongs to its own scope, not to those inside it.
        long grown = arena.used() - before;
        for (int i = open.size() - 1; !open.get(i).things.contains(thing); i--) {
            open.get(i).usedBefore += grown;
        }
    }

    private Thing pickLive(int pick) {
        List<Thing> all = live().toList();
        return all.isEmpty() ? null : all.get(pick % all.size());
    }

    private void promote(int pick) {
        Thing thing = pickLive(pick);
        if (thing == null) {
            return;
        }
        long before = arena.used();
        int level = levelOf(thing);
        if (thing.real instanceof MemorySegment slice) {
            Promoted<MemorySegment> promoted;
            try {
                promoted = arena.promote(slice);
            } catch (LimitExceededException refused) {
                assertThat(groups(open.size())).isNotEmpty();
                return;
            }
            Thing copy = new Thing(promoted.get(), thing.expected.length);
            copy.expected = thing.expected.clone();
            copy.verify();
            shared.kept.add(new Shared.Kept(promoted, copy, promoted.bytes(), groups(open.size())));
        } else {
            Promoted<?> promoted =
                    switch (thing.real) {
                        case Expiring handle -> arena.promote(handle);
                        case long[] object -> objects.promote(object);
                        default -> throw new AssertionError(thing.real);
                    };
            assertThat(promoted.get()).isSameAs(thing.real);
            shared.kept.add(new Shared.Kept(promoted, thing, promoted.bytes(), groups(level + 1)));
            remove(thing);
            // It leaves the books of its scope and of those around it; those inside never had it.
            for (Level inner : open.subList(level + 1, open.size())) {
                inner.usedBefore -= promoted.bytes();
            }
            before -= promoted.bytes();
        }
        assertThat(arena.used()).isEqualTo(before);
        shared.verifyLive();
    }

    private int levelOf(Thing thing) {
        int level = 0;
        while (!open.get(level).things.contains(thing)) {
            level++;
        }
        return level;
    }

    /** What the first so many levels are charged to. */
    private List<TagGroup> groups(int levels) {
        return open.subList(0, levels).stream()
                .flatMap(each -> Arrays.stream(each.groups))
                .distinct()
                .toList();
    }

    private void remove(Thing thing) {
        open.forEach(level -> level.things.remove(thing));
    }

    private void send(int pick) {
        Thing thing = pickLive(pick);
        if (thing == null || !(thing.real instanceof Expiring handle)) {
            return;
        }
        shared.sent.add(new Shared.Sent(arena.send(handle), handle.getClass(), thing));
        remove(thing);
        shared.ended.add(thing);
        assertThatThrownBy(handle::length).isInstanceOf(ExpiredException.class);
    }

    private void receive(int pick) {
        if (shared.sent.isEmpty()) {
            return;
        }
        Shared.Sent one = shared.sent.get(pick % shared.sent.size());
        Supplier<Object> receiving =
                () -> {
                    Object received = arena.receive(one.parcel());
                    assertThat(received).isInstanceOf(one.type());
                    Thing found = new Thing(received, one.thing().expected.length);
                    found.expected = one.thing().expected;
                    found.verify();
                    return received;
                };
        if (take(receiving, one.thing().expected.length, false, -1) != null) {
            shared.sent.remove(one);
        }
    }

    private void quietFrames() {
        if (open.isEmpty()) {
            for (int i = 0; i < 4; i++) {
                arena.begin().close();
            }
        }
    }

    void finish() {
        while (!open.isEmpty()) {
            close();
        }
        assertThat(arena.used()).isZero();
    }
}
