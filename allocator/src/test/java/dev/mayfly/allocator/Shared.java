package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.internal.Safety;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the arenas of a model test have in common: what is between them, and what has ended. */
final class Shared {

    /** Something that was sent, and what the receiver must find in it. */
    record Sent(Parcel<?> parcel, Class<?> type, Thing thing) {}

    /** Something that was promoted, and who is charged for it. */
    record Kept(Promotion<?> promoted, Thing thing, long bytes, List<TagGroup> groups) {}

    final TagGroup outer = TagGroup.of("outer", 100_000);
    final TagGroup inner = TagGroup.of("inner", 20_000).in(outer);

    final List<ArenaModel> arenas = new ArrayList<>();
    final List<Sent> sent = new ArrayList<>();
    final List<Kept> kept = new ArrayList<>();
    final List<Thing> ended = new ArrayList<>();

    boolean closePromoted(int pick) {
        if (kept.isEmpty()) {
            return false;
        }
        Kept one = kept.remove(pick % kept.size());
        one.thing.verify();
        one.promoted.close();
        assertThatThrownBy(one.promoted::get).isInstanceOf(ExpiredException.class);
        if (one.thing.real instanceof MemorySegment copy) {
            assertEnded(copy, true);
        } else {
            ended.add(one.thing);
        }
        return true;
    }

    boolean discard(int pick) {
        if (sent.isEmpty()) {
            return false;
        }
        Parcel<?> parcel = sent.remove(pick % sent.size()).parcel();
        parcel.discard();
        assertThatThrownBy(parcel::discard).isInstanceOf(ExpiredException.class);
        return true;
    }

    private Stream<Thing> live() {
        return Stream.concat(
                arenas.stream().flatMap(ArenaModel::live), kept.stream().map(Kept::thing));
    }

    @SuppressWarnings("ReferenceEquality") // that very object
    boolean isLive(Object real) {
        return live().anyMatch(thing -> thing.real == real);
    }

    void assertApartFromAllLive(Thing thing) {
        assertThat(live().filter(thing::overlaps).toList())
                .as("overlapping %s", thing.real)
                .isEmpty();
    }

    /** The books of what is between arenas agree with the model's. */
    void verifyBooks(FrameAllocator memory) {
        assertThat(memory.promoted()).isEqualTo(kept.stream().map(Kept::promoted).toList());
        assertThat(memory.unreceived()).isEqualTo(sent.stream().map(Sent::parcel).toList());
        long slices =
                live().filter(thing -> thing.real instanceof MemorySegment)
                        .mapToLong(thing -> thing.expected.length)
                        .sum();
        assertThat(memory.nativeBytes()).isGreaterThanOrEqualTo(slices);
    }

    void verifyLive() {
        live().forEach(Thing::verify);
    }

    /** Each group is charged for what is in use at least, and for no more than it may. */
    void verifyGroups() {
        for (TagGroup group : List.of(outer, inner)) {
            long used =
                    arenas.stream().mapToLong(arena -> arena.usedOf(group)).sum()
                            + kept.stream()
                                    .filter(each -> each.groups.contains(group))
                                    .mapToLong(Kept::bytes)
                                    .sum();
            assertThat(group.used()).isBetween(used, group.limit());
            assertThat(group.peak()).isBetween(group.used(), group.limit());
        }
    }

    boolean useEnded(int pick) {
        if (ended.isEmpty()) {
            return false;
        }
        useEnded(ended.get(pick % ended.size()));
        return true;
    }

    private void useEnded(Thing thing) {
        switch (thing.real) {
            case MemorySegment slice -> assertEnded(slice, Safety.CHECKED);
            case BufferHandle handle -> {
                boolean usedAgain = isLive(handle);
                assertThat(usedAgain && Safety.CHECKED).isFalse();
                if (!usedAgain) {
                    assertThatThrownBy(handle::length).isInstanceOf(ExpiredException.class);
                    assertThatThrownBy(() -> handle.check(0)).isInstanceOf(ExpiredException.class);
                }
            }
            case Thing.Rows rows -> {
                boolean usedAgain = isLive(rows);
                assertThat(usedAgain && Safety.CHECKED).isFalse();
                if (!usedAgain) {
                    assertThatThrownBy(rows::size).isInstanceOf(ExpiredException.class);
                    assertThatThrownBy(() -> rows.number.get(0))
                            .isInstanceOf(ExpiredException.class);
                    assertThatThrownBy(() -> rows.nativeNumber.get(0))
                            .isInstanceOf(ExpiredException.class);
                }
            }
            case long[] object -> assertThat(isLive(object) && Safety.CHECKED).isFalse();
            default -> throw new AssertionError(thing.real);
        }
    }

    private static void assertEnded(MemorySegment slice, boolean isCaught) {
        if (isCaught && slice.byteSize() > 0) {
            assertThatThrownBy(() -> slice.get(ValueLayout.JAVA_BYTE, 0))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    void finish() {
        while (!kept.isEmpty()) {
            closePromoted(0);
        }
        while (!sent.isEmpty()) {
            discard(0);
        }
        ended.forEach(this::useEnded);
        assertThat(outer.used()).isZero();
        assertThat(inner.used()).isZero();
    }
}
