package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.internal.WeakIdentityMap;
import dev.mayfly.allocator.internal.chunk.ChunkStore;
import dev.mayfly.allocator.internal.chunk.NativeStack;
import dev.mayfly.allocator.internal.ledger.TagNumber;
import dev.mayfly.allocator.internal.ledger.TagTerms;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Adds up the counters that arenas keep, while their threads go on.
 *
 * <p>How it works: each counter has one writer, the thread of its arena, which writes it where a
 * scope ends, but for the number of slices in use, which each slice raises; nothing is written for
 * readers alone but the numbers of buffers and of slices that a scope returned, one store a size
 * class and two for slices. Readers look at what is there, and write nothing that an arena reads.
 * What arenas had counted that are of no more use is kept here.
 *
 * <p>Why that is sound: of a size class as of slices, the number handed out is set back before the
 * number returned goes up, so a reader between the two sees too few taken. The most that was seen
 * of each class stands for it then. The number handed out is read between two looks at the number
 * returned, so never too many are seen.
 *
 * <p>What is looked at moves from the processor that writes it to the one that reads it, and has to
 * move back. So the arena of another thread that is alive is looked at once in a tenth of a
 * millisecond at most, whoever asks; in between, what it had counted then is told again.
 *
 * <p>Not safe for use by several threads that read: the allocator's lock is held around each call.
 */
final class StatisticsReader {

    /** How long another thread's arena is left in peace once it was looked at. */
    static final long REST_NANOS = 100_000;

    /** What tags are counted under that the program has let go of. */
    private static final Tag GONE = Tag.of("tags that are gone");

    private static final VarHandle NEXT;

    static {
        try {
            NEXT = MethodHandles.lookup().findVarHandle(RecycledStack.class, "next", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What slices were counted so far. */
    private static final class SliceCount {
        long taken;
        long returned;
        long returnedBytes;
        long liveBytes;

        void add(SliceCount other) {
            taken += other.taken;
            returned += other.returned;
            returnedBytes += other.returnedBytes;
            liveBytes += other.liveBytes;
        }
    }

    private record Key(RackType type, int index) {}

    /** What was counted so far in one size class, or one sum of several. */
    private static final class Count {
        final String type;
        final int capacity;
        final long bytes;
        long taken;
        long returned;

        Count(String type, int capacity, long bytes) {
            this.type = type;
            this.capacity = capacity;
            this.bytes = bytes;
        }
    }

    /** What was counted so far of one tag. */
    private static final class Figures {
        long returnedBytes;
        long liveBytes;
        long peakBytes;
        long returned;
        long live;
        long peak;

        void add(Figures other) {
            returnedBytes += other.returnedBytes;
            liveBytes += other.liveBytes;
            peakBytes += other.peakBytes;
            returned += other.returned;
            live += other.live;
            peak += other.peak;
        }
    }

    private static final class Sum {
        final Map<Key, Count> buffers =
                new TreeMap<>(Comparator.comparing(Key::type).thenComparingInt(Key::index));
        final Map<TagNumber, Figures> tags = new HashMap<>();
        final SliceCount slices = new SliceCount();
        long peak;

        void add(Sum part) {
            part.buffers.forEach((key, count) -> addTo(this, key, count));
            part.tags.forEach((tag, figures) -> figuresOf(tag).add(figures));
            slices.add(part.slices);
            peak += part.peak;
        }

        Figures figuresOf(TagNumber tag) {
            return tags.computeIfAbsent(tag, any -> new Figures());
        }

        /** Leaves what tags had that are gone to the one that stands for them. */
        void forgetGone() {
            Figures gone = new Figures();
            tags.entrySet()
                    .removeIf(
                            each -> {
                                boolean ended = each.getKey().refersTo(null);
                                if (ended) {
                                    gone.add(each.getValue());
                                }
                                return ended;
                            });
            if (gone.returned != 0 || gone.returnedBytes != 0) {
                figuresOf(TagTerms.number(GONE)).add(gone);
            }
        }
    }

    /** What an arena had counted at some moment. */
    private record Reading(long atNanos, Sum sum) {}

    private final LongSupplier nanos;

    private final Sum past = new Sum();

    private final WeakIdentityMap<Reading> readings = new WeakIdentityMap<>();

    /** The most that was seen taken of each class in use, and from each stack of slices. */
    private final WeakIdentityMap<long[]> seen = new WeakIdentityMap<>();

    /**
     * A reader of nothing yet.
     *
     * @param nanos what time it is
     */
    StatisticsReader(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Keeps what an arena has counted that will count no more. */
    void keep(FrameArena arena) {
        past.add(sumOf(arena));
        past.forgetGone();
        readings.remove(arena);
        arena.racks.values().forEach(rack -> rack.made().forEach(seen::remove));
        seen.remove(arena.slices);
    }

    FrameStatistics read(Collection<FrameArena> arenas, Collection<ChunkStore> stores) {
        Sum sum = new Sum();
        sum.add(past);
        for (FrameArena arena : arenas) {
            sum.add(latest(arena));
        }
        return new FrameStatistics(
                buffersOf(sum),
                slicesOf(sum),
                tagsOf(sum),
                stores.stream()
                        .map(
                                store ->
                                        new FrameStatistics.Store(
                                                store.source(),
                                                store.takenBytes(),
                                                store.freeBytes()))
                        .toList(),
                sum.peak);
    }

    /** What the arena has counted: now, or lately if it is that of another thread at work. */
    private Sum latest(FrameArena arena) {
        Thread owner = arena.owner();
        if (owner.equals(Thread.currentThread()) || !owner.isAlive()) {
            readings.remove(arena);
            return sumOf(arena);
        }
        long now = nanos.getAsLong();
        Reading last = readings.get(arena);
        if (last == null || now - last.atNanos >= REST_NANOS) {
            last = new Reading(now, sumOf(arena));
            readings.put(arena, last);
        }
        return last.sum;
    }

    private static void addTo(Sum sum, Key key, Count count) {
        Count into =
                sum.buffers.computeIfAbsent(
                        key, any -> new Count(count.type, count.capacity, count.bytes));
        into.taken += count.taken;
        into.returned += count.returned;
    }

    private Sum sumOf(FrameArena arena) {
        Sum sum = new Sum();
        for (BufferRack rack : arena.racks.values()) {
            for (SizeClass made : rack.made()) {
                Count count = countOf(rack, made);
                if (count.taken > 0) {
                    addTo(sum, new Key(rack.type, made.index), count);
                }
            }
        }
        arena.scopes.figures.forEach(
                (tag, bytes, mostBytes, things, mostThings) -> {
                    Figures figures = sum.figuresOf(tag == null ? TagTerms.number(GONE) : tag);
                    figures.returnedBytes += bytes;
                    figures.peakBytes += mostBytes;
                    figures.returned += things;
                    figures.peak += mostThings;
                });
        arena.scopes.forEachOpen(
                (tag, bytes, things) -> {
                    Figures figures = sum.figuresOf(TagTerms.number(tag));
                    figures.liveBytes += bytes;
                    figures.live += things;
                });
        sum.slices.add(countOf(arena.slices));
        // Not arena.peak(), which looks at what is in use now: on another thread, at numbers of
        // which some may be newer than others.
        sum.peak += arena.scopes.peak();
        return sum;
    }

    private Count countOf(BufferRack rack, SizeClass of) {
        Count count = new Count(rack.toString(), of.capacity, of.bytes);
        int next;
        do {
            count.returned = (long) SizeClass.RETURNED.getAcquire(of);
            next = (int) NEXT.getAcquire(of);
        } while (count.returned != (long) SizeClass.RETURNED.getAcquire(of));
        count.taken = atLeastAsSeen(of, count.returned + next);
        return count;
    }

    private SliceCount countOf(NativeStack slices) {
        SliceCount count = new SliceCount();
        long live;
        do {
            count.returned = slices.returned();
            live = slices.live();
        } while (count.returned != slices.returned());
        count.taken = atLeastAsSeen(slices, count.returned + live);
        count.returnedBytes = slices.returnedBytes();
        count.liveBytes = slices.liveBytes();
        return count;
    }

    /** The number that was taken, or the one that was seen before if that is more. */
    private long atLeastAsSeen(Object from, long taken) {
        long[] most = seen.getOrPut(from, () -> new long[1]);
        most[0] = Math.max(most[0], taken);
        return most[0];
    }

    private static FrameStatistics.Slices slicesOf(Sum sum) {
        SliceCount of = sum.slices;
        return new FrameStatistics.Slices(of.taken, of.returned, of.returnedBytes, of.liveBytes);
    }

    private static List<FrameStatistics.Buffers> buffersOf(Sum sum) {
        List<FrameStatistics.Buffers> all = new ArrayList<>();
        for (Count each : sum.buffers.values()) {
            all.add(
                    new FrameStatistics.Buffers(
                            each.type, each.capacity, each.bytes, each.taken, each.returned));
        }
        return List.copyOf(all);
    }

    private static List<FrameStatistics.Tagged> tagsOf(Sum sum) {
        // Asked for its tag once each, as a tag may go at any moment.
        Map<Tag, Figures> byTag = new HashMap<>();
        sum.tags.forEach(
                (number, figures) ->
                        byTag.computeIfAbsent(tagOrGone(number), any -> new Figures())
                                .add(figures));
        return byTag.entrySet().stream()
                .map(each -> taggedOf(each.getKey(), each.getValue()))
                .sorted(
                        Comparator.comparingLong(FrameStatistics.Tagged::takenBytes)
                                .reversed()
                                .thenComparing(each -> each.tag().name()))
                .toList();
    }

    private static Tag tagOrGone(TagNumber number) {
        Tag tag = (Tag) number.get();
        return tag == null ? GONE : tag;
    }

    private static FrameStatistics.Tagged taggedOf(Tag tag, Figures of) {
        return new FrameStatistics.Tagged(
                tag,
                of.returned,
                of.live,
                Math.max(of.peak, of.live),
                of.returnedBytes,
                of.liveBytes,
                Math.max(of.peakBytes, of.liveBytes));
    }
}
