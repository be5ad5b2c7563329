package dev.mayfly.allocator.everything;

import static dev.mayfly.allocator.everything.Divergence.require;
import static dev.mayfly.allocator.everything.Divergence.same;

import dev.mayfly.allocator.BufferHandle;
import dev.mayfly.allocator.Parcel;
import dev.mayfly.allocator.Promotion;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What has left its frame: promoted things, and parcels on their way. */
final class Between {

    /** Something that was sent, and what the receiver must find in it. */
    record Sent(Parcel<?> parcel, Class<?> type, Item item) {}

    /** Something that was promoted, and who is charged for it. */
    record Kept(Promotion<?> promoted, Item item, long bytes, List<TagGroup> groups) {}

    private final Everything all;
    final List<Sent> sent = new ArrayList<>();
    final List<Kept> kept = new ArrayList<>();
    private final List<Item> ended = new ArrayList<>();

    Between(Everything all) {
        this.all = all;
    }

    Stream<Item> live() {
        return kept.stream().map(Kept::item);
    }

    // --- promotion

    void promote(Place place, int pick) {
        Item item = all.pick(place.liveItems(), pick);
        if (item == null) {
            return;
        }
        if (item.real instanceof MemorySegment slice) {
            promoteSlice(place, item, slice);
            return;
        }
        int level = 0;
        while (!place.open.get(level).items.contains(item)) {
            level++;
        }
        Promotion<?> promoted =
                switch (item.real) {
                    case BufferHandle handle -> place.arena.promote(handle);
                    case long[] object -> place.objects.promote(object);
                    case Item.Rows rows -> place.rows.promote(rows);
                    default -> throw new AssertionError(item.real);
                };
        require(promoted.get() == item.real, "what was promoted", promoted.get());
        same(promoted.bytes(), item.bytes, "bytes of what was promoted");
        kept.add(new Kept(promoted, item, item.bytes, place.groups(level + 1)));
        // It leaves the books of its scope and of those around it; those inside never had it.
        place.open.get(level).items.remove(item);
        place.open.get(level).own -= item.bytes;
        place.verifyBooks();
    }

    private void promoteSlice(Place place, Item item, MemorySegment slice) {
        List<TagGroup> groups = place.groups(place.open.size());
        Promotion<?>[] promoted = {null};
        Place before = all.asking;
        all.asking = null; // an evictor ends no scope here
        Throwable thrown = Outcome.of(() -> promoted[0] = place.arena.promote(slice));
        all.asking = before;
        place.verifyBooks();
        if (thrown != null) {
            all.saw(thrown);
            long size = slice.byteSize();
            boolean justified =
                    switch (thrown) {
                        case LimitExceededException _ ->
                                groups.stream().anyMatch(group -> group.remaining() < size);
                        case OutOfNativeMemoryException _ ->
                                all.source.declined > 0 || all.isNativeLimitNear(size);
                        case MemorySourceException _ ->
                                all.source.broken > 0 || all.hasKept(thrown);
                        default -> all.isBoom(thrown);
                    };
            require(justified, "a slice was not promoted", thrown);
            return;
        }
        MemorySegment real = (MemorySegment) promoted[0].get();
        same(real.address() % 64, 0, "the alignment of what was promoted");
        Item copy = new Item(real, item.expected.length, promoted[0].bytes());
        copy.expected = item.expected.clone();
        copy.verify();
        kept.add(new Kept(promoted[0], copy, real.byteSize(), groups));
    }

    void closePromoted(int pick) {
        Kept one = all.pick(kept, pick);
        if (one == null) {
            return;
        }
        kept.remove(one);
        one.item.verify();
        int keptBefore = all.source.kept;
        Throwable thrown = Outcome.of(one.promoted::close);
        all.saw(thrown);
        if (all.source.kept > keptBefore) {
            require(thrown instanceof MemorySourceException, "a source kept a slice", thrown);
        } else {
            require(thrown == null || all.hasKept(thrown), "closing what was promoted", thrown);
        }
        require(one.promoted.isClosed(), "a promotion is closed");
        Outcome.mustThrow(ExpiredException.class, "a closed promotion", one.promoted::get);
        one.promoted.close(); // does nothing
        if (!(one.item.real instanceof MemorySegment copy)) {
            remember(one.item);
        } else if (copy.byteSize() > 0 && thrown == null) {
            Item.verifyEnded(copy);
        }
    }

    private void remember(Item item) {
        ended.add(item);
        if (ended.size() > 60) {
            ended.removeFirst();
        }
    }

    void useEnded(int pick) {
        Item item = all.pick(ended, pick);
        if (item != null) {
            item.verifyEnded(all::isLive);
        }
    }

    // --- parcels

    void send(Place place, int pick) {
        List<Item> buffers =
                place.live().filter(item -> item.real instanceof BufferHandle).toList();
        Item item = all.pick(buffers, pick);
        if (item == null) {
            return;
        }
        BufferHandle handle = (BufferHandle) item.real;
        Parcel<?> parcel = place.arena.send(handle);
        sent.add(new Sent(parcel, handle.getClass(), item));
        place.open.forEach(level -> level.items.remove(item));
        place.remember(List.of(item));
        Outcome.mustThrow(ExpiredException.class, "what was sent", handle::length);
        place.verifyBooks();
    }

    void receive(Place place, int pick) {
        Sent one = all.pick(sent, pick);
        if (one == null) {
            return;
        }
        Item received =
                all.takes.receive(place, () -> place.arena.receive(one.parcel()), one.item());
        if (received == null) {
            return;
        }
        require(received.real.getClass() == one.type(), "the class of what was received");
        sent.remove(one);
        Outcome.mustThrow(
                ExpiredException.class,
                "a parcel that was received",
                () -> place.arena.receive(one.parcel()));
    }

    void discard(int pick) {
        Sent one = all.pick(sent, pick);
        if (one != null) {
            sent.remove(one);
            one.parcel().discard();
            Outcome.mustThrow(ExpiredException.class, "a discarded parcel", one.parcel()::discard);
        }
    }

    /** The books of what is between arenas agree with the model's. */
    void verifyBooks() {
        same(all.memory.promoted(), kept.stream().map(Kept::promoted).toList(), "what is promoted");
        same(all.memory.unreceived(), sent.stream().map(Sent::parcel).toList(), "parcels");
    }

    long chargedTo(TagGroup group) {
        return kept.stream()
                .filter(each -> each.groups.contains(group))
                .mapToLong(Kept::bytes)
                .sum();
    }
}
