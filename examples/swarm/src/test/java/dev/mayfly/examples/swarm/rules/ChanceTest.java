package dev.mayfly.examples.swarm.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;

class ChanceTest {
    @Test
    void theSameQuestionGetsTheSameAnswer() {
        assertThat(Chance.unit(5, 6, 7, 1)).isEqualTo(Chance.unit(5, 6, 7, 1));
    }

    @Test
    void everyPartOfTheQuestionMatters() {
        assertThat(
                        Set.of(
                                Chance.unit(5, 6, 7, 1),
                                Chance.unit(4, 6, 7, 1),
                                Chance.unit(5, 5, 7, 1),
                                Chance.unit(5, 6, 8, 1),
                                Chance.unit(5, 6, 7, 2),
                                Chance.unit(5, 7, 6, 1)))
                .hasSize(6);
    }

    @Test
    void answersFillTheRangeEvenly() {
        double sum = 0;
        Set<Integer> tenths = new HashSet<>();
        for (int e = 0; e < 10_000; e++) {
            float unit = Chance.unit(1, 2, e, 0);
            assertThat(unit).isGreaterThanOrEqualTo(0f).isLessThan(1f);
            tenths.add((int) (unit * 10));
            sum += unit;
        }
        assertThat(sum / 10_000).isCloseTo(0.5, within(0.01));
        assertThat(tenths).hasSize(10);
    }

    @Test
    void signedAnswersFallOnBothSidesOfZero() {
        assertThat(Chance.signed(1, 2, 3, 4)).isEqualTo(2f * Chance.unit(1, 2, 3, 4) - 1f);
    }
}
