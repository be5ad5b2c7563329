package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.internal.ledger.TagNumber;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A plain model of one arena, which takes each step on the arena and on itself. */
final class ArenaModel {

    /** A scope, or, where there is no real one, a mark. */
    private static final class Level {
        final Tag tag;
        final FrameScope real;
        final long mark;
        final List<Thing> things = new ArrayList<>();
        final long limit;
        long usedBefore;
        TagGroup[] groups = {};

        /** How many things were taken, those that have left since included. */
        long taken;

        Level(Tag tag, FrameScope real, long mark, long limit, long usedBefore) {
            this.tag = tag;
            this.real = real;
            this.mark = mark;
            this.limit = limit;
            this.usedBefore = usedBefore;
        }

        boolean isMark() {
            return real == null;
        }
    }

    /** What a row of {@link Thing.Rows} is charged with, in bytes. */
    private static final long ROW_BYTES = 8;

    private final FrameArena arena;
    private final Shared shared;
    private final FrameObjects<long[]> objects;
    private final FrameRows<Thing.Rows> rows;

    /** What scopes that have ended had in use, by the tag that it is attributed to. */
    private final Map<Tag, Long> attributed = new HashMap<>();

    /** And how many things. */
    private final Map<Tag, Long> counted = new HashMap<>();

    private long peak;
    private final List<Level> open = new ArrayList<>();

    ArenaModel(FrameArena arena, Shared shared) {
        this.arena = arena;
        this.shared = shared;
        this.objects = arena.objects(() -> new long[1], object -> object[0] = 0);
        this.rows = arena.rows(Thing.Rows::new);
        shared.arenas.add(this);
    }

    Stream<Thing> live() {
        return open.stream().flatMap(level -> level.things.stream());
    }

    /** Takes a step, and returns whether there was anything to do. */
    boolean step(ArenaModelTest.Step step) {
        int size = step.size();
        int pick = step.pick();
        if (open.isEmpty() && step.kind().isForAFrame() && pick % 8 != 0) {
            begin(); // else most steps would be refused
        }
        boolean done =
                switch (step.kind()) {
                    case BEGIN -> begin();
                    case SCOPE -> scope(ScopeStack.SCOPE, Long.MAX_VALUE);
                    case LIMITED_SCOPE -> scope(Tag.of("limited", size), size);
                    case GROUPED_SCOPE -> grouped(pick % 2 == 0 ? shared.inner : shared.outer);
                    case CLOSE -> close();
                    case CLOSE_OUTER -> closeOuter(pick);
                    case MARK -> mark();
                    case REWIND -> rewind(pick);
                    case INTS -> take(() -> arena.ints(size), size, true, bytes(size, 4));
                    case RAW_LONGS ->
                            take(() -> arena.uninitializedLongs(size), size, false, bytes(size, 8));
                    case BYTES -> take(() -> arena.bytes(size), size, true, bytes(size, 1));
                    case LIST -> take(() -> arena.intList(size % 64), 0, true, bytes(size % 64, 4));
                    case OBJECT -> take(objects::take, 1, true, 0);
                    case ROWS -> rows(size % 100);
                    case SLICE -> slice(size, 1L << pick % 13);
                    case GROW -> grow(step);
                    case WRITE -> write(pick);
                    case PROMOTE -> promote(pick);
                    case CLOSE_PROMOTED -> shared.closePromoted(pick);
                    case SEND -> send(pick);
                    case RECEIVE -> receive(pick);
                    case DISCARD -> shared.discard(pick);
                    case QUIET_FRAMES -> quietFrames();
                    case USE_EXPIRED -> shared.useEnded(pick);
                };
        peak = Math.max(peak, arena.used());
        assertThat(arena.depth()).isEqualTo(open.size());
        assertThat(arena.peak()).isEqualTo(peak);
        shared.verifyGroups();
        return done;
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

    private boolean begin() {
        if (open.isEmpty()) {
            enter(ScopeStack.FRAME, arena.begin(), Long.MAX_VALUE);
            return true;
        }
        assertThatThrownBy(arena::begin).isInstanceOf(FrameOpenException.class);
        return false;
    }

    private boolean scope(Tag tag, long limit) {
        if (open.isEmpty()) {
            assertThatThrownBy(() -> arena.scope(tag)).isInstanceOf(NoFrameException.class);
            return false;
        }
        enter(tag, arena.scope(tag), limit);
        return true;
    }

    private static Tag tagOf(TagNumber number) {
        return number == null ? null : (Tag) number.get();
    }

    private static TagGroup[] groupsOf(Tag tag) {
        List<TagGroup> groups = new ArrayList<>();
        TagGroup each = tag instanceof TagGroup itself ? itself : tag.group();
        for (; each != null; each = each.group()) {
            groups.add(each);
        }
        return groups.toArray(TagGroup[]::new);
    }

    private boolean grouped(Tag tag) {
        enter(tag, open.isEmpty() ? arena.begin(tag) : arena.scope(tag), Long.MAX_VALUE);
        open.getLast().groups = groupsOf(tag);
        assertThat(arena.remaining()).isLessThanOrEqualTo(shared.outer.limit());
        return true;
    }

    private void enter(Tag tag, FrameScope scope, long limit) {
        open.add(new Level(tag, scope, 0, limit, arena.used()));
    }

    private boolean close() {
        if (open.isEmpty()) {
            return false;
        }
        int innermost = innermostScope();
        shared.verifyLive();
        long used = arena.used();
        open.get(innermost).real.close();
        leaveTo(innermost, used);
        return true;
    }

    private int innermostScope() {
        int level = open.size() - 1;
        while (open.get(level).isMark()) {
            level--;
        }
        return level;
    }

    private boolean closeOuter(int pick) {
        if (open.isEmpty() || innermostScope() == 0) {
            return false;
        }
        int outer = pick % innermostScope();
        if (open.get(outer).isMark()) {
            return false;
        }
        long used = arena.used();
        assertThatThrownBy(open.get(outer).real::close).isInstanceOf(ScopeOrderException.class);
        leaveTo(outer, used);
        return true;
    }

    private boolean mark() {
        if (open.isEmpty()) {
            assertThatThrownBy(arena::mark).isInstanceOf(NoFrameException.class);
            return false;
        }
        Tag around = open.getLast().tag;
        open.add(new Level(around, null, arena.mark(), Long.MAX_VALUE, arena.used()));
        return true;
    }

    private boolean rewind(int pick) {
        List<Level> marks = open.stream().filter(Level::isMark).toList();
        if (marks.isEmpty()) {
            return false;
        }
        Level level = marks.get(pick % marks.size());
        int at = open.indexOf(level);
        long used = arena.used();
        boolean inOrder = open.subList(at, open.size()).stream().allMatch(Level::isMark);
        if (inOrder) {
            arena.rewind(level.mark);
        } else {
            assertThatThrownBy(() -> arena.rewind(level.mark))
                    .isInstanceOf(ScopeOrderException.class);
        }
        leaveTo(at, used);
        open.add(new Level(level.tag, null, level.mark, Long.MAX_VALUE, arena.used()));
        return true;
    }

    /** Ends all but the first levels; {@code used} is what was in use before. */
    private void leaveTo(int depth, long used) {
        long left = used;
        while (open.size() > depth) {
            Level ended = open.removeLast();
            shared.ended.addAll(ended.things);
            attributed.merge(ended.tag, left - ended.usedBefore, Long::sum);
            counted.merge(ended.tag, ended.taken, Long::sum);
            left = ended.usedBefore;
        }
        attributed.forEach((tag, bytes) -> assertThat(arena.attributed(tag)).isEqualTo(bytes));
        verifyCounts();
        assertThat(arena.used()).isEqualTo(left);
        shared.verifyLive();
    }

    private void verifyCounts() {
        Map<Tag, Long> told = new HashMap<>();
        arena.scopes.figures.forEach((tag, _, _, things, _) -> told.put(tagOf(tag), things));
        counted.forEach((tag, things) -> assertThat(told.getOrDefault(tag, 0L)).isEqualTo(things));
        Map<Tag, Long> live = new HashMap<>();
        arena.scopes.forEachOpen((tag, _, things) -> live.merge(tag, things, Long::sum));
        Map<Tag, Long> expected = new HashMap<>();
        open.forEach(level -> expected.merge(level.tag, level.taken, Long::sum));
        assertThat(live).isEqualTo(expected);
    }

    private boolean slice(int size, long alignment) {
        return take(
                () -> {
                    MemorySegment slice = arena.allocate(size, alignment);
                    assertThat(slice.address() % alignment).isZero();
                    return slice;
                },
                size,
                false,
                -1);
    }

    private boolean rows(int count) {
        long bytes = count == 0 ? 0 : Math.max(16, count) * ROW_BYTES;
        return take(
                () -> {
                    Thing.Rows taken = rows.take();
                    try {
                        assertThat(taken.addRows(count)).isZero();
                    } catch (LimitExceededException refused) {
                        taken.close();
                        // Without a row, but handed out.
                        open.getLast().taken++;
                        throw refused;
                    }
                    assertThat(taken.size()).isEqualTo(count);
                    assertThat(taken.nativeNumber.segment().address() % 64).isZero();
                    return taken;
                },
                count,
                true,
                bytes);
    }

    private boolean write(int pick) {
        Thing thing = pickLive(pick);
        if (thing == null) {
            return false;
        }
        thing.fill();
        return true;
    }

    /**
     * Takes what must be charged with {@code bytes}; with less than 0, with its length at least.
     */
    private boolean take(Supplier<Object> taking, int length, boolean zeroed, long bytes) {
        if (open.isEmpty()) {
            assertThatThrownBy(taking::get).isInstanceOf(NoFrameException.class);
            return false;
        }
        long before = arena.used();
        Object real;
        try {
            real = taking.get();
        } catch (LimitExceededException refused) {
            assertThat(arena.used()).isEqualTo(before);
            assertThat(open)
                    .anyMatch(level -> level.limit < Long.MAX_VALUE || level.groups.length != 0);
            return false;
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
        shared.assertApartFromAllLive(thing);
        open.getLast().things.add(thing);
        open.getLast().taken++;
        return true;
    }

    private boolean grow(ArenaModelTest.Step step) {
        Thing thing = pickLive(step.pick());
        if (thing == null || !(thing.real instanceof IntList || thing.real instanceof Thing.Rows)) {
            return false;
        }
        long before = arena.used();
        for (int i = 0; i < step.size() % 500; i++) {
            try {
                append(thing.real, i & 0x7F);
            } catch (LimitExceededException refused) {
                break;
            }
            thing.extend(i & 0x7F);
        }
        // What grows belongs to the scope it was taken in, not to those inside it.
        long grown = arena.used() - before;
        for (int i = open.size() - 1; !open.get(i).things.contains(thing); i--) {
            open.get(i).usedBefore += grown;
        }
        return true;
    }

    private static void append(Object to, int value) {
        switch (to) {
            case IntList list -> list.add(value);
            case Thing.Rows rows -> {
                int row = rows.addRow();
                assertThat(rows.number.get(row)).isZero();
                rows.number.set(row, value);
                rows.nativeNumber.set(row, value);
            }
            default -> throw new AssertionError(to);
        }
    }

    private Thing pickLive(int pick) {
        List<Thing> all = live().toList();
        return all.isEmpty() ? null : all.get(pick % all.size());
    }

    private boolean promote(int pick) {
        Thing thing = pickLive(pick);
        if (thing == null) {
            return false;
        }
        long before = arena.used();
        int level = levelOf(thing);
        if (thing.real instanceof MemorySegment slice) {
            Promotion<MemorySegment> promoted;
            try {
                promoted = arena.promote(slice);
            } catch (LimitExceededException refused) {
                assertThat(groups(open.size())).isNotEmpty();
                return true;
            }
            assertThat(promoted.get().address() % 64).isZero();
            Thing copy = new Thing(promoted.get(), thing.expected.length);
            copy.expected = thing.expected.clone();
            copy.verify();
            shared.kept.add(new Shared.Kept(promoted, copy, promoted.bytes(), groups(open.size())));
        } else {
            Promotion<?> promoted =
                    switch (thing.real) {
                        case BufferHandle handle -> arena.promote(handle);
                        case long[] object -> objects.promote(object);
                        case Thing.Rows buffer -> rows.promote(buffer);
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
        return true;
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

    private boolean send(int pick) {
        Thing thing = pickLive(pick);
        if (thing == null || !(thing.real instanceof BufferHandle handle)) {
            return false;
        }
        shared.sent.add(new Shared.Sent(arena.send(handle), handle.getClass(), thing));
        remove(thing);
        shared.ended.add(thing);
        assertThatThrownBy(handle::length).isInstanceOf(ExpiredException.class);
        return true;
    }

    private boolean receive(int pick) {
        if (shared.sent.isEmpty()) {
            return false;
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
        if (!take(receiving, one.thing().expected.length, false, -1)) {
            return false;
        }
        shared.sent.remove(one);
        return true;
    }

    private boolean quietFrames() {
        if (!open.isEmpty()) {
            return false;
        }
        for (int i = 0; i < 4; i++) {
            arena.begin().close();
        }
        return true;
    }

    void finish() {
        while (!open.isEmpty()) {
            close();
        }
        assertThat(arena.used()).isZero();
    }
}
