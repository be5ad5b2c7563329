package dev.mayfly.allocator.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.SameAtEveryLevel;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;

@SameAtEveryLevel
class FreeRangesTest {

    private static final int START = 13;
    private static final int SIZE = 200;

    private record Range(long start, int size) {}

    @Test
    void whatComesBackIsJoinedOnBothSides() {
        FreeRanges ranges = new FreeRanges(0, 30);
        ranges.take(10, 1);
        ranges.take(10, 1);
        ranges.take(10, 1);
        assertThat(ranges.largest()).isZero();
        ranges.give(0, 10);
        ranges.give(20, 10);
        assertThat(ranges.largest()).isEqualTo(10);
        ranges.give(10, 10);
        assertThat(ranges.take(30, 1)).hasValue(0);
    }

    /** Each step takes (size, alignment) or, every third, gives back. */
    @Property
    void agreesWithAMapOfBits(
            @ForAll @Size(max = 80) List<@IntRange(min = 1, max = 60) Integer> steps) {
        FreeRanges ranges = new FreeRanges(START, SIZE);
        BitSet taken = new BitSet();
        taken.set(0, START);
        List<Range> out = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            int step = steps.get(i);
            if (i % 3 == 2 && !out.isEmpty()) {
                Range back = out.remove(step % out.size());
                ranges.give(back.start, back.size);
                taken.clear((int) back.start, (int) back.start + back.size);
            } else {
                int alignment = 1 << step % 5;
                OptionalLong got = ranges.take(step, alignment);
                assertThat(got).isEqualTo(firstFit(taken, step, alignment));
                got.ifPresent(
                        start -> {
                            out.add(new Range(start, step));
                            taken.set((int) start, (int) start + step);
                        });
            }
            assertThat(ranges.largest()).isEqualTo(largest(taken));
        }
    }

    private static OptionalLong firstFit(BitSet taken, int size, int alignment) {
        for (int start = START; start + size <= START + SIZE; start++) {
            int busy = taken.nextSetBit(start);
            if (start % alignment == 0 && (busy < 0 || busy >= start + size)) {
                return OptionalLong.of(start);
            }
        }
        return OptionalLong.empty();
    }

    private static long largest(BitSet taken) {
        long largest = 0;
        for (int at = taken.nextClearBit(START); at < START + SIZE; ) {
            int end = taken.nextSetBit(at);
            end = end < 0 ? START + SIZE : end;
            largest = Math.max(largest, end - at);
            at = taken.nextClearBit(end);
        }
        return largest;
    }
}
