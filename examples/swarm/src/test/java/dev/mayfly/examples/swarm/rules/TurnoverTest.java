package dev.mayfly.examples.swarm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class TurnoverTest {
    private static final int MANY = 100_000;

    @Test
    void aboutAsManyLeaveAsTheRateSays() {
        long left = IntStream.range(0, MANY).filter(e -> Turnover.ends(7, 3, e, 0.01f)).count();
        assertThat(left).isBetween(900L, 1_100L);
    }

    @Test
    void nobodyLeavesAtARateOfZero() {
        assertThat(IntStream.range(0, MANY)).noneMatch(e -> Turnover.ends(7, 3, e, 0f));
    }

    @Test
    void othersLeaveInEveryTick() {
        int[] first = IntStream.range(0, MANY).filter(e -> Turnover.ends(7, 3, e, 0.01f)).toArray();
        int[] second =
                IntStream.range(0, MANY).filter(e -> Turnover.ends(7, 4, e, 0.01f)).toArray();
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void foundersAreSpreadOverTheWholeWorld() {
        assertThat(IntStream.range(0, 1_000))
                .allSatisfy(e -> assertThat(Turnover.placeX(1, 0, e, 300f)).isBetween(0f, 300f))
                .anyMatch(e -> Turnover.placeX(1, 0, e, 300f) < 10f)
                .anyMatch(e -> Turnover.placeX(1, 0, e, 300f) > 290f);
        assertThat(Turnover.placeY(1, 0, 5, 300f)).isNotEqualTo(Turnover.placeX(1, 0, 5, 300f));
    }

    @Test
    void foundersHeadInAllDirections() {
        assertThat(IntStream.range(0, 100))
                .anyMatch(e -> Turnover.headingX(1, 0, e, 10f) < -5f)
                .anyMatch(e -> Turnover.headingX(1, 0, e, 10f) > 5f)
                .anyMatch(e -> Turnover.headingY(1, 0, e, 10f) < -5f)
                .anyMatch(e -> Turnover.headingY(1, 0, e, 10f) > 5f);
    }

    @Test
    void aNewbornAppearsBesideItsParentAndInsideTheWorld() {
        assertThat(IntStream.range(0, 1_000))
                .allSatisfy(
                        e -> {
                            assertThat(Turnover.besideX(1, 9, e, 50f, 100f)).isBetween(48f, 52f);
                            assertThat(Turnover.besideX(1, 9, e, 99.5f, 100f))
                                    .isBetween(97.5f, 100f);
                            assertThat(Turnover.besideY(1, 9, e, 0.5f, 100f)).isBetween(0f, 2.5f);
                        });
    }
}
