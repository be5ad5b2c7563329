package dev.mayfly.allocator.everything;

import static dev.mayfly.allocator.everything.Divergence.require;
import static dev.mayfly.allocator.everything.Divergence.same;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.ObjectList;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.error.ScopeOrderException;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Takes from an arena, and works with what was taken. */
final class Takes {

    /** What a row of {@link Item.Rows} is charged with, in bytes. */
    private static final long ROW_BYTES = 8;

    /** What a slice may cost beside its size and alignment: guards in paranoid. */
    private static final long GUARDS = 512;

    private final Everything all;
    private int stamp;

    Takes(Everything all) {
        this.all = all;
    }

    /** What a buffer of {@code length} elements is charged with: its size class. */
    private static long bytes(int length, int elementBytes) {
        return (long) Math.max(16, Integer.highestOneBit(Math.max(length, 1) * 2 - 1))
                * elementBytes;
    }

    void ints(Place place, int size) {
        take(place, () -> place.arena.ints(size), size, true, bytes(size, 4));
    }

    void longs(Place place, int size) {
        take(place, () -> place.arena.uninitializedLongs(size), size, false, bytes(size, 8));
    }

    void bytes(Place place, int size) {
        take(place, () -> place.arena.bytes(size), size, true, bytes(size, 1));
    }

    void list(Place place, int size) {
        take(place, () -> place.arena.intList(size % 64), 0, true, bytes(size % 64, 4));
    }

    void map(Place place, int size) {
        take(place, () -> place.arena.intIntMap(size % 64), 0, true, -1);
    }

    void objectList(Place place, int size) {
        take(place, () -> place.arena.objectList(size % 64), 0, true, -1);
    }

    void object(Place place) {
        all.scopeEnded = false;
        all.nullReturned = false;
        take(place, place.objects::take, 1, true, 0);
    }

    void slice(Place place, int size, long alignment) {
        takeSlice(place, () -> place.arena.allocate(size, alignment), size, alignment);
    }

    void sharedSlice(Place place, int size, long alignment) {
        takeSlice(place, () -> place.arena.allocateShared(size, alignment), size, alignment);
    }

    private void takeSlice(Place place, Supplier<MemorySegment> taking, int size, long alignment) {
        Supplier<Object> aligned =
                () -> {
                    MemorySegment slice = taking.get();
                    same(slice.address() % alignment, 0, "the alignment of a slice");
                    same(slice.byteSize(), size, "the size of a slice");
                    return slice;
                };
        take(place, aligned, size, false, -1 - size - alignment - GUARDS);
    }

    /** All of several, or none. */
    void several(Place place, int size) {
        if (mustRefuse(place, () -> place.arena.ints(size))) {
            return;
        }
        Ints[] into = new Ints[3];
        Throwable thrown = outcome(place, () -> place.arena.ints(size, into));
        if (thrown != null) {
            judgeRefusal(place, thrown, 3 * bytes(size, 4));
            return;
        }
        for (Ints each : into) {
            enter(place, new Item(each, size, bytes(size, 4)), true);
        }
        same(place.arena.used(), place.used(), "bytes used by several");
    }

    void rows(Place place, int size) {
        int count = size % 100;
        long charge = count == 0 ? 0 : Math.max(16, count) * ROW_BYTES;
        Supplier<Object> taking =
                () -> {
                    Item.Rows taken = place.rows.take();
                    Level level = place.innermost();
                    level.taken++; // handed out, even if it gets no row
                    try {
                        same(taken.addRows(count), 0, "the first row");
                    } catch (Throwable refused) {
                        if (place.open.contains(level)) {
                            taken.close();
                        }
                        throw refused;
                    }
                    level.taken--;
                    return taken;
                };
        take(place, taking, count, true, charge);
    }

    /** What was sent comes out as it went in. */
    Item receive(Place place, Supplier<Object> receiving, Item content) {
        if (mustRefuse(place, receiving)) {
            return null;
        }
        Object[] real = {null};
        Throwable thrown = outcome(place, () -> real[0] = receiving.get());
        if (thrown != null) {
            judgeRefusal(place, thrown, content.bytes);
            return null;
        }
        same(place.arena.used() - place.used(), content.bytes, "bytes received");
        Item received = new Item(real[0], 0, content.bytes);
        received.expected = content.expected;
        received.verify();
        require(!all.isLive(real[0]), "received and live", real[0]);
        place.innermost().items.add(received);
        place.innermost().taken++;
        place.charge(place.innermost(), content.bytes);
        return received;
    }

    /** Whether nothing can be taken there, and the library says so. */
    private static boolean mustRefuse(Place place, Supplier<?> taking) {
        if (place.isOpen() && !place.isSealed) {
            return false;
        }
        Object[] got = {null};
        Outcome.mustThrow(
                NoFrameException.class,
                "taking where no frame is open",
                () -> got[0] = taking.get());
        return true;
    }

    private Throwable outcome(Place place, Runnable taking) {
        Place before = all.asking;
        all.asking = place;
        try {
            return Outcome.of(taking);
        } finally {
            all.asking = before;
        }
    }

    /**
     * Takes what must be charged with {@code charge} bytes; where that is below 0, with at most so
     * many, or any if it is -1.
     */
    Item take(Place place, Supplier<Object> taking, int length, boolean cleared, long charge) {
        if (mustRefuse(place, taking)) {
            return null;
        }
        Object[] real = {null};
        Throwable thrown = outcome(place, () -> real[0] = taking.get());
        if (thrown != null) {
            judgeRefusal(place, thrown, charge == -1 ? Long.MAX_VALUE : Math.abs(charge));
            return null;
        }
        require(!all.scopeEnded, "taken in a scope that has ended", real[0]);
        require(!all.nullReturned, "a null was taken");
        long taken = place.arena.used() - place.used();
        if (charge >= 0) {
            same(taken, charge, "bytes charged for " + real[0].getClass().getSimpleName());
        } else {
            require(taken >= length, "too few bytes charged", taken, length);
            require(charge == -1 || taken < -charge, "too many bytes charged", taken, charge);
        }
        Item item = new Item(real[0], length, taken);
        enter(place, item, cleared);
        return item;
    }

    private void enter(Place place, Item item, boolean cleared) {
        require(!all.isLive(item.real), "handed out twice", item.real);
        if (cleared) {
            item.verify();
        }
        item.fill(++stamp);
        place.innermost().items.add(item);
        place.innermost().taken++;
        place.charge(place.innermost(), item.bytes);
    }

    /** It was refused: for a reason that there is, and nothing has changed. */
    private void judgeRefusal(Place place, Throwable thrown, long need) {
        all.saw(thrown);
        boolean justified =
                switch (thrown) {
                    case LimitExceededException _ ->
                            need > place.leftByLimits()
                                    || place.groups(place.open.size()).stream()
                                            .anyMatch(group -> group.remaining() < need);
                    case OutOfNativeMemoryException _ ->
                            all.source.declined > 0 || all.isNativeLimitNear(need);
                    case MemorySourceException _ -> all.source.broken > 0 || all.hasKept(thrown);
                    case ScopeOrderException _ -> all.scopeEnded;
                    case NullPointerException _ -> all.nullReturned;
                    default -> all.isBoom(thrown);
                };
        if (!justified) {
            throw new Divergence("refused without a reason", thrown);
        }
        all.scopeEnded = false;
        all.nullReturned = false;
        place.verifyBooks();
    }

    // --- what was taken

    void write(Place place, int pick) {
        Item item = all.pick(place.liveItems(), pick);
        if (item != null) {
            item.fill(++stamp);
        }
    }

    void grow(Place place, int size, int pick) {
        if (place.isSealed) {
            return;
        }
        Item item = all.pick(place.live().filter(Item::grows).toList(), pick);
        if (item == null) {
            return;
        }
        Level level =
                place.open.stream().filter(each -> each.items.contains(item)).findFirst().get();
        for (int i = 0; i < size % 300; i++) {
            int value = i & 0x7F;
            Throwable thrown = outcome(place, () -> item.append(value));
            // What grows belongs to the scope it was taken in, not to those inside it.
            long grown = place.open.contains(level) ? place.arena.used() - place.used() : 0;
            item.bytes += grown;
            if (grown != 0) {
                place.chargeGrowth(level, grown);
            }
            if (thrown != null) {
                judgeRefusal(place, thrown, Long.MAX_VALUE);
                return;
            }
        }
    }

    /** Sorts a list of objects; an order that throws leaves the same ones in it. */
    void sort(Place place, int pick) {
        Item item =
                all.pick(
                        place.live().filter(each -> each.real instanceof ObjectList).toList(),
                        pick);
        if (item == null) {
            return;
        }
        ObjectList<Integer> list = Item.asIntegers((ObjectList<?>) item.real);
        int fails = pick % 3 == 0 ? pick % 50 : -1;
        int[] asked = {0};
        Throwable thrown =
                Outcome.of(
                        () ->
                                list.sort(
                                        (a, b) -> {
                                            if (asked[0]++ == fails) {
                                                throw all.boom("order");
                                            }
                                            return Integer.compare(a, b);
                                        }));
        all.saw(thrown);
        require(thrown == null || all.isBoom(thrown), "a sort", thrown);
        long[] sorted = item.expected.clone();
        Arrays.sort(sorted);
        if (thrown == null) {
            item.expected = sorted;
            return;
        }
        long[] found = new long[list.length()];
        for (int i = 0; i < found.length; i++) {
            found[i] = list.get(i);
        }
        item.expected = found.clone();
        Arrays.sort(found);
        require(Arrays.equals(found, sorted), "a failed sort", List.of(found.length));
    }

    /** Takes a little, in an action of a level that ends. */
    void inAction(Place place, Level level) {
        FrameArena arena = place.arena;
        long before = arena.used();
        try {
            arena.ints(8).set(7, 7);
        } catch (LimitExceededException refused) {
            all.saw(refused);
            return; // how much is left is looked at by other steps
        }
        long taken = arena.used() - before;
        same(taken, bytes(8, 4), "bytes taken in an action");
        place.chargeInAction(level, taken);
    }
}
