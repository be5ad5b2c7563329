package dev.mayfly.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Each variant adds, sums up and finds the same 10,000 entries. */
class CollectionBenchmarkTest {

    @Test
    void everyVariantFillsAndEmpties() {
        CollectionBenchmark benchmark = new CollectionBenchmark();
        benchmark.open();
        for (int op = 0; op < 2; op++) {
            assertThat(
                            new int[] {
                                benchmark.mayflyList(), benchmark.jdkList(),
                                benchmark.fastutilList(), benchmark.agronaList(),
                                benchmark.mayflyIntInt(), benchmark.jdkIntInt(),
                                benchmark.fastutilIntInt(), benchmark.agronaIntInt(),
                                benchmark.mayflyLongInt(), benchmark.jdkLongInt(),
                                benchmark.fastutilLongInt(), benchmark.agronaLongInt(),
                                benchmark.mayflyIntObject(), benchmark.jdkIntObject(),
                                benchmark.fastutilIntObject(), benchmark.agronaIntObject()
                            })
                    .containsOnly(10_000);
        }
        assertThat(benchmark.frame.isOpen()).isFalse();
    }

    @Test
    void everyVariantReadsTheSame() {
        CollectionReadBenchmark benchmark = new CollectionReadBenchmark();
        benchmark.open();
        Entries entries = new Entries();
        long values = Arrays.stream(entries.values).asLongStream().sum();
        assertThat(
                        LongStream.of(
                                benchmark.mayflyListSum(), benchmark.jdkListSum(),
                                benchmark.fastutilListSum(), benchmark.agronaListSum(),
                                benchmark.mayflyIntIntSum(), benchmark.jdkIntIntSum(),
                                benchmark.fastutilIntIntSum(), benchmark.agronaIntIntSum(),
                                benchmark.mayflyIntIntGet(), benchmark.jdkIntIntGet(),
                                benchmark.fastutilIntIntGet(), benchmark.agronaIntIntGet(),
                                benchmark.mayflyLongIntSum(), benchmark.jdkLongIntSum(),
                                benchmark.fastutilLongIntSum(), benchmark.agronaLongIntSum(),
                                benchmark.mayflyLongIntGet(), benchmark.jdkLongIntGet(),
                                benchmark.fastutilLongIntGet(), benchmark.agronaLongIntGet()))
                .containsOnly(values);
        assertThat(
                        LongStream.of(
                                        benchmark.mayflyIntObjectSum(), benchmark.jdkIntObjectSum(),
                                        benchmark.fastutilIntObjectSum(),
                                                benchmark.agronaIntObjectSum(),
                                        benchmark.mayflyIntObjectGet(), benchmark.jdkIntObjectGet(),
                                        benchmark.fastutilIntObjectGet(),
                                                benchmark.agronaIntObjectGet())
                                .distinct())
                .hasSize(1);
    }
}
