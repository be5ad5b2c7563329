package dev.mayfly.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each variant takes the same, with the limits that it says. */
class BudgetBenchmarkTest {

    @ParameterizedTest
    @ValueSource(strings = {"none", "limits", "tree"})
    void eachFrameTakesTheSame(String budgets) {
        BudgetBenchmark benchmark = new BudgetBenchmark();
        benchmark.budgets = budgets;
        benchmark.open();
        for (int i = 0; i < 3; i++) {
            benchmark.slices();
            benchmark.floats();
        }
        long taken = 3L * 2 * BudgetBenchmark.THINGS * BudgetBenchmark.BYTES;
        assertThat(benchmark.frame.attributed(benchmark.system)).isEqualTo(taken);
        assertThat(benchmark.frame.used()).isZero();
        assertThat(benchmark.system.limit() < 1L << 40).isEqualTo(!budgets.equals("none"));
        assertThat(benchmark.game.peak() > 0).isEqualTo(budgets.equals("tree"));
        assertThat(benchmark.game.used()).isZero();
        benchmark.close();
    }
}
