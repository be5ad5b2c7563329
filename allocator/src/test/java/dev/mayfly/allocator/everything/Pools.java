package dev.mayfly.allocator.everything;

import static dev.mayfly.allocator.everything.Divergence.require;
import static dev.mayfly.allocator.everything.Divergence.same;

import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ForeignObjectException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.allocator.error.ReturnedTwiceException;
import dev.mayfly.allocator.error.StaleHandleException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.pool.Block;
import dev.mayfly.allocator.pool.BlockPool;
import dev.mayfly.allocator.pool.BlockStatistics;
import dev.mayfly.allocator.pool.ObjectPool;
import dev.mayfly.allocator.pool.Slots;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Blocks, pooled objects and slots, which all threads use. */
final class Pools {

    private static final int MOST_IDLE = 40;
    private static final int MOST_LIVE = 300;

    private record Slot(long handle, Object value) {}

    private final Everything all;
    final TestSource source;
    final TagGroup group;
    final BlockPool blocks;
    private final List<Item> taken = new ArrayList<>();
    private final List<Block> returned = new ArrayList<>();
    private long blocksTaken;
    private int stamp;

    private final ObjectPool<int[]> objects;
    private final List<int[]> out = new ArrayList<>();
    private final Set<int[]> idle = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean fails;
    private int[] made;

    private final Slots<Object> slots = new Slots<>();
    private final List<Slot> inSlots = new ArrayList<>();
    private final List<Long> goneHandles = new ArrayList<>();

    Pools(Everything all, TagGroup group) {
        this.all = all;
        this.group = group;
        this.source = new TestSource(all::boom);
        this.blocks = BlockPool.create(group.charged(source));
        this.objects =
                ObjectPool.of(this::make)
                        .reset(this::reset)
                        .onDrop(this::dropped)
                        .bound(MOST_IDLE)
                        .build();
    }

    // --- blocks

    void takeBlock(int size) {
        if (taken.size() >= MOST_LIVE) {
            closeBlock(size);
            return;
        }
        source.beginStep();
        Block[] block = {null};
        Throwable thrown = Outcome.of(() -> block[0] = blocks.take(size));
        if (thrown != null) {
            all.saw(thrown);
            boolean justified =
                    switch (thrown) {
                        case OutOfNativeMemoryException _ ->
                                source.declined > 0 || group.remaining() < Math.max(size, 1 << 20);
                        case MemorySourceException _ -> source.broken > 0 || all.hasKept(thrown);
                        default -> all.isBoom(thrown);
                    };
            require(justified, "a block was refused without a reason", thrown);
            return;
        }
        all.forgiveTheEvictor(); // there was room when all was let go of that nobody used
        long bytes =
                size > 4096 ? size : Math.max(8, Long.highestOneBit(Math.max(size, 1) * 2L - 1));
        same(block[0].size(), bytes, "the size of a block");
        same(
                block[0].segment().address() % Math.min(bytes > 4096 ? 64 : bytes, 64),
                0,
                "the alignment of a block");
        require(!isLive(block[0]), "a block was handed out twice");
        Item item = new Item(block[0], (int) bytes, bytes);
        item.fill(++stamp);
        taken.add(item);
        blocksTaken++;
    }

    boolean isLive(Object real) {
        return taken.stream().anyMatch(item -> item.real == real);
    }

    void closeBlock(int pick) {
        Item item = all.pick(taken, pick);
        if (item == null) {
            return;
        }
        item.verify();
        taken.remove(item);
        Block block = (Block) item.real;
        Throwable thrown = Outcome.of(block::close);
        all.saw(thrown);
        require(thrown == null || all.hasKept(thrown), "returning a block", thrown);
        returned.add(block);
        if (returned.size() > 60) {
            returned.removeFirst();
        }
    }

    void useStaleBlock(int pick) {
        Block block = all.pick(returned, pick);
        if (block == null) {
            return;
        }
        boolean usedAgain = isLive(block);
        require(!(usedAgain && Safety.CHECKED), "the handle of a block was used again");
        if (!usedAgain) {
            Outcome.mustThrow(ExpiredException.class, "a returned block", block::segment);
            Outcome.mustThrow(ReturnedTwiceException.class, "returning twice", block::close);
        }
    }

    // --- objects

    private int[] make() {
        if (fails) {
            throw all.boom("maker");
        }
        made = new int[1];
        return made;
    }

    private void reset(int[] object) {
        if (fails) {
            throw all.boom("reset of a pool");
        }
        object[0] = 0;
    }

    private void dropped(int[] object) {
        idle.remove(object);
        if (object[0] == -1) {
            throw new Divergence("an object was dropped twice", "");
        }
        object[0] = -1;
    }

    void takeObject(int pick) {
        fails = pick % 9 == 0;
        made = null;
        int[][] object = {null};
        Throwable thrown = Outcome.of(() -> object[0] = objects.take());
        fails = false;
        all.saw(thrown);
        if (thrown != null) {
            require(all.isBoom(thrown), "taking from an object pool", thrown);
            return;
        }
        require(object[0] == made || idle.remove(object[0]), "an object that is not idle");
        same(object[0][0], 0, "an object that was reset");
        object[0][0] = ++stamp & 0x7FFF;
        out.add(object[0]);
    }

    void giveObject(int pick) {
        int[] object = all.pick(out, pick);
        if (object == null) {
            return;
        }
        out.removeIf(each -> each == object);
        fails = pick % 11 == 0;
        boolean resetFails = fails;
        idle.add(object); // if it is dropped, that takes it out again
        Throwable thrown = Outcome.of(() -> objects.give(object));
        fails = false;
        all.saw(thrown);
        if (resetFails) {
            require(all.isBoom(thrown), "giving what cannot be reset", thrown);
            idle.remove(object);
        } else {
            require(thrown == null, "giving an object back", thrown);
        }
        require(idle.size() <= MOST_IDLE, "more idle objects than the bound", idle.size());
    }

    void misuseObject(int pick) {
        if (!Safety.CHECKED) {
            return;
        }
        Outcome.mustThrow(
                ForeignObjectException.class, "a foreign object", () -> objects.give(new int[1]));
        int[] given = all.pick(List.copyOf(idle), 0);
        if (given != null) {
            Outcome.mustThrow(
                    ReturnedTwiceException.class, "an idle object", () -> objects.give(given));
        }
    }

    // --- slots

    void addSlot() {
        if (inSlots.size() < MOST_LIVE) {
            Object value = new Object();
            inSlots.add(new Slot(slots.add(value), value));
        }
    }

    void removeSlot(int pick) {
        Slot slot = all.pick(inSlots, pick);
        if (slot != null) {
            require(slots.remove(slot.handle) == slot.value, "what a slot held");
            goneFrom(inSlots.indexOf(slot));
        }
    }

    /** The last one takes the place of one that is removed. */
    private void goneFrom(int place) {
        goneHandles.add(inSlots.get(place).handle);
        Slot last = inSlots.removeLast();
        if (place < inSlots.size()) {
            inSlots.set(place, last);
        }
        if (goneHandles.size() > 60) {
            goneHandles.removeFirst();
        }
    }

    void useStaleSlot(int pick) {
        Long handle = all.pick(goneHandles, pick);
        if (handle != null) {
            require(!slots.contains(handle), "a slot that is gone");
            Outcome.mustThrow(StaleHandleException.class, "a stale slot", () -> slots.get(handle));
            Outcome.mustThrow(
                    StaleHandleException.class, "a stale slot", () -> slots.remove(handle));
        }
    }

    void removeSlotsIf(int pick) {
        int fails = pick % 4 == 0 ? pick % 50 : -1;
        boolean enters = pick % 5 == 0;
        int size = inSlots.size();
        int[] asked = {0};
        List<Slot> before = List.copyOf(inSlots);
        Throwable thrown =
                Outcome.of(
                        () ->
                                slots.removeIf(
                                        value -> {
                                            int at = size - 1 - asked[0];
                                            require(
                                                    before.get(at).value == value,
                                                    "what a condition is asked about");
                                            if (asked[0]++ == fails) {
                                                throw all.boom("condition");
                                            }
                                            if (enters) {
                                                Outcome.mustThrow(
                                                        ReentryException.class,
                                                        "a condition that changes slots",
                                                        slots::clear);
                                            }
                                            boolean goes = (at + pick) % 3 == 0;
                                            if (goes) {
                                                goneFrom(at);
                                            }
                                            return goes;
                                        }));
        all.saw(thrown);
        require(thrown == null || all.isBoom(thrown), "removing by a condition", thrown);
        require(thrown != null || asked[0] == size, "how often a condition is asked");
    }

    // --- the books

    void verify() {
        taken.forEach(Item::verify);
        for (int i = 0; i < out.size(); i++) {
            require(out.get(i)[0] > 0, "an object that is out", out.get(i)[0]);
        }
        same(slots.size(), inSlots.size(), "slots");
        for (int i = 0; i < inSlots.size(); i++) {
            Slot slot = inSlots.get(i);
            require(slots.at(i) == slot.value, "a slot by position");
            require(slots.get(slot.handle) == slot.value, "a slot by handle");
            same(slots.handleAt(i), slot.handle, "the handle of a slot");
        }
    }

    void verifyBooks() {
        BlockStatistics total = blocks.statistics().total();
        same(total.taken(), blocksTaken, "blocks taken");
        same(total.live(), taken.size(), "live blocks");
        same(
                total.liveBytes(),
                taken.stream().mapToLong(item -> item.bytes).sum(),
                "bytes of live blocks");
        // What a large block leaves waits in the store, for any size.
        require(
                total.liveBytes() <= total.heldBytes() && total.heldBytes() <= source.bytesOut,
                "bytes that a pool has",
                total.liveBytes(),
                total.heldBytes(),
                source.bytesOut);
        same(group.used(), source.bytesOut, "what a pool is charged with");
    }

    void close() {
        source.mood = TestSource.Mood.GIVES;
        while (!taken.isEmpty() && taken.size() % 7 != 0) {
            closeBlock(0);
        }
        Throwable thrown = Outcome.of(blocks::close);
        require(thrown == null || all.hasKept(thrown), "closing a pool", thrown);
        same(source.bytesOut, 0, "bytes that a closed pool has");
        same(group.used(), 0, "what a closed pool is charged with");
    }
}
