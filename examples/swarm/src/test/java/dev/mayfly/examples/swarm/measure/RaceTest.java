package dev.mayfly.examples.swarm.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mayfly.examples.swarm.simulation.Mode;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class RaceTest {
    private static final List<Mode> BOTH = List.of(Mode.PLAIN, Mode.MAYFLY);

    private final FakeSwarm plain = new FakeSwarm(0);
    private final FakeSwarm mayfly = new FakeSwarm(0);
    private final Map<Mode, FakeSwarm> swarms = Map.of(Mode.PLAIN, plain, Mode.MAYFLY, mayfly);
    private final Turns turns = new Turns();

    @Test
    void everyModeIsWarmedUpAndThenMeasuredInFull() throws Exception {
        Race race = new Race(600, turns);
        List<Result> results = race.run(BOTH, swarms::get);
        assertThat(race.warmUpTicks()).isEqualTo(60);
        assertThat(results).extracting(Result::mode).containsExactly(Mode.PLAIN, Mode.MAYFLY);
        assertThat(results).allMatch(result -> result.log().ticks() == 600);
        assertThat(plain.ticks()).isEqualTo(660);
        assertThat(mayfly.ticks()).isEqualTo(660);
    }

    @Test
    void theModesTakeTurns() throws Exception {
        new Race(600, turns).run(BOTH, swarms::get);
        assertThat(turns.taken)
                .containsExactly(
                        "plain warm-up 30/60",
                        "mayfly warm-up 30/60",
                        "plain warm-up 60/60",
                        "mayfly warm-up 60/60",
                        "plain 250/600",
                        "mayfly 250/600",
                        "plain 500/600",
                        "mayfly 500/600",
                        "plain 600/600",
                        "mayfly 600/600");
        assertThat(turns.ticked).isEqualTo(2 * 660);
    }

    @Test
    void aResultSaysHowTheSwarmEnded() throws Exception {
        Result result = new Race(10, turns).run(List.of(Mode.PLAIN), swarms::get).getFirst();
        assertThat(result.checksum()).isEqualTo(plain.checksum());
        assertThat(result.collisions()).isEqualTo(2 * 60);
        assertThat(result.catches()).isEqualTo(60);
        assertThat(result.end().movers()).singleElement().matches(mover -> mover.x() == 60f);
    }

    @Test
    void theWarmUpGrowsWithTheTicksWithinLimits() {
        assertThat(new Race(1, turns).warmUpTicks()).isEqualTo(50);
        assertThat(new Race(1_000, turns).warmUpTicks()).isEqualTo(100);
        assertThat(new Race(1_000_000, turns).warmUpTicks()).isEqualTo(200);
    }

    @Test
    void modesThatDifferEndTheRun() {
        Map<Mode, FakeSwarm> unlike = Map.of(Mode.PLAIN, plain, Mode.MAYFLY, new FakeSwarm(1));
        assertThatExceptionOfType(DivergenceException.class)
                .isThrownBy(() -> new Race(10, turns).run(BOTH, unlike::get))
                .withMessageContaining("the modes differ after tick 50: checksum")
                .withMessageContaining("in plain")
                .withMessageContaining("in mayfly");
        assertThat(plain.isClosed()).isTrue();
        assertThat(unlike.get(Mode.MAYFLY).isClosed()).isTrue();
    }

    @Test
    void everySwarmIsClosedAlsoWhenTheNextCannotBeMade() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                new Race(10, turns)
                                        .run(
                                                BOTH,
                                                mode -> {
                                                    if (mode == Mode.PLAIN) {
                                                        return plain;
                                                    }
                                                    throw new IllegalStateException("no memory");
                                                }));
        assertThat(plain.isClosed()).isTrue();
    }

    private static final class Turns implements Progress {
        private final List<String> taken = new ArrayList<>();
        private int ticked;

        @Override
        public void ticked(Mode mode, boolean warmUp, int done, int of) {
            ticked++;
        }

        @Override
        public void paused(Mode mode, boolean warmUp, int done, int of) {
            taken.add(mode + (warmUp ? " warm-up " : " ") + done + "/" + of);
        }
    }
}
