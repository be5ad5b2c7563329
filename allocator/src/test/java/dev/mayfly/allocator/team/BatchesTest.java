package dev.mayfly.allocator.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.SameAtEveryLevel;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.OutOfBoundsException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

@SameAtEveryLevel
class BatchesTest {

    private static final int MAX = Integer.MAX_VALUE;

    @Property
    void thePiecesCoverEachIndexOnceInOrderAndNoneIsEmpty(
            @ForAll @IntRange(max = MAX) int one,
            @ForAll @IntRange(max = MAX) int other,
            @ForAll @IntRange(min = 1, max = 5_000) int pieces,
            @ForAll @IntRange(max = 3) int odd) {
        int from = Math.min(one, other);
        int to = Math.max(one, other);
        int size = Math.max((to - from) / pieces - odd, 1);
        Batches batches = new Batches(from, (int) Math.min(to, from + 5_000L * size), size);
        assertCovers(batches);
    }

    private static void assertCovers(Batches batches) {
        int next = batches.from();
        List<int[]> walked = new ArrayList<>();
        batches.forEach((from, to) -> walked.add(new int[] {from, to}));
        assertThat(walked).hasSize(batches.count());
        for (int i = 0; i < batches.count(); i++) {
            assertThat(batches.from(i)).isEqualTo(next).isEqualTo(walked.get(i)[0]);
            assertThat(batches.to(i)).isGreaterThan(next).isEqualTo(walked.get(i)[1]);
            int elements = batches.to(i) - next;
            if (i < batches.count() - 1) {
                assertThat(elements).isEqualTo(batches.size());
            } else {
                assertThat(elements).isLessThanOrEqualTo(batches.size());
            }
            next = batches.to(i);
        }
        assertThat(next).isEqualTo(batches.to());
    }

    @Test
    void rangesAtTheEndOfTheIntegersDoNotOverflow() {
        assertCovers(new Batches(MAX - 10, MAX, 3));
        assertCovers(new Batches(MAX - 9, MAX, 3));
        assertCovers(new Batches(0, MAX, MAX));
        assertCovers(new Batches(0, MAX, MAX - 1));
        assertCovers(new Batches(1, MAX, 1 << 30));
        assertCovers(new Batches(0, MAX, (1 << 30) + 1));
        assertCovers(Batches.of(MAX - 100_000, MAX, 1));
        assertThat(new Batches(0, MAX, 1).count()).isEqualTo(MAX);
        assertThat(new Batches(0, MAX, 1).to(MAX - 1)).isEqualTo(MAX);
    }

    @Test
    void anEmptyRangeHasNoPieces() {
        for (int at : new int[] {0, 5, MAX}) {
            Batches empty = Batches.of(at, at, 4);
            assertThat(empty.count()).isZero();
            empty.forEach(
                    (from, to) -> {
                        throw new AssertionError(from + " to " + to);
                    });
            assertThatThrownBy(() -> empty.from(0)).isInstanceOf(OutOfBoundsException.class);
        }
    }

    @Test
    void thePiecesTakeHalfOfASmallFirstLevelCacheUnlessAskedOtherwise() {
        assertThat(Batches.of(0, 1_000_000, 4).size()).isEqualTo(4_096);
        assertThat(Batches.of(0, 1_000_000, 16).size()).isEqualTo(1_024);
        assertThat(Batches.of(0, 1_000_000, 4, 256 << 10).size()).isEqualTo(65_536);
    }

    @Test
    void piecesAreRoundedDownToWholeLinesAndNeverBelowOneElement() {
        assertThat(Batches.of(0, 1_000_000, 12).size()).isEqualTo(1_344);
        assertThat(Batches.of(0, 1_000_000, 300).size()).isEqualTo(54);
        assertThat(Batches.of(0, 10, 1 << 20).size()).isEqualTo(1);
        assertThat(Batches.of(0, 10, 8, 0).size()).isEqualTo(1);
    }

    @Test
    void whatMakesNoRangeOrPieceIsRefused() {
        assertThatThrownBy(() -> Batches.of(2, 1, 4))
                .isInstanceOf(InvalidSizeException.class)
                .hasMessageContaining("from 2 to 1");
        assertThatThrownBy(() -> Batches.of(-1, 1, 4)).isInstanceOf(InvalidSizeException.class);
        assertThatThrownBy(() -> Batches.of(0, 1, 0))
                .isInstanceOf(InvalidSizeException.class)
                .hasMessageContaining("0 bytes");
        assertThatThrownBy(() -> new Batches(0, 1, 0)).isInstanceOf(InvalidSizeException.class);
        Batches three = new Batches(0, 5, 2);
        assertThatThrownBy(() -> three.from(3))
                .isInstanceOf(OutOfBoundsException.class)
                .hasMessageContaining("Piece 3 is outside");
        assertThatThrownBy(() -> three.to(-1)).isInstanceOf(OutOfBoundsException.class);
    }
}
