package dev.mayfly.allocator.everything;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Random programs of everything that the allocator can do, or be refused, on three threads in turn,
 * against a plain model that knows what is live, what it holds and what is charged for it.
 *
 * <p>A program that fails is made small and printed, as steps for {@link #replay}. By {@code
 * -Dmodel.steps=1000000} so many steps are taken, and by {@code -Dmodel.seed=2} other ones.
 */
class EverythingModelTest {

    private static final int STEPS = Integer.getInteger("model.steps", 40_000);
    private static final long SEED = Long.getLong("model.seed", 1);
    private static final int[] LENGTHS = {60, 300, 300, 1_500};
    private static final int STEPS_BETWEEN_LOOKS = 16;
    private static final int MOST_RUNS_TO_SHRINK = 3_000;

    private final Map<Kind, Integer> done = new EnumMap<>(Kind.class);

    @Test
    void everyProgramAgreesWithTheModel() {
        int steps = 0;
        try (Actors actors = new Actors(Everything.ACTORS)) {
            for (int i = 0; steps < STEPS; i++) {
                List<Step> program = Programs.draw(SEED * 1_000_003 + i, LENGTHS[i % 4]);
                Throwable failure = run(actors, program, STEPS_BETWEEN_LOOKS, done);
                if (failure != null) {
                    throw shrunk(program, failure);
                }
                steps += program.size();
            }
        }
        System.out.printf("%,d steps: %s%n", steps, done);
        assertThat(done).as("steps of each kind").containsOnlyKeys(Kind.values());
    }

    /** Runs a program that was printed. */
    static void replay(Step... program) {
        Throwable failure = runAlone(List.of(program));
        if (failure != null) {
            throw new AssertionError("The program fails: " + failure.getMessage(), failure);
        }
    }

    private static Throwable run(
            Actors actors, List<Step> program, int stepsBetweenLooks, Map<Kind, Integer> done) {
        Everything everything = new Everything(stepsBetweenLooks);
        try {
            everything.run(actors, program);
            everything.done.forEach((kind, count) -> done.merge(kind, count, Integer::sum));
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }

    /** With all looked at after each step, and threads of its own: those of others may be lost. */
    private static Throwable runAlone(List<Step> program) {
        try (Actors actors = new Actors(Everything.ACTORS)) {
            return run(actors, program, 1, new EnumMap<>(Kind.class));
        }
    }

    private static AssertionError shrunk(List<Step> program, Throwable found) {
        Throwable alone = runAlone(program);
        if (alone == null) {
            return new AssertionError("Fails where less is looked at:\n" + printed(program), found);
        }
        String kind = Divergence.kindOf(alone);
        List<Step> least =
                new Shrinker(each -> failsBy(kind, each), MOST_RUNS_TO_SHRINK).shrink(program);
        Throwable last = runAlone(least);
        return new AssertionError(
                "Of %d steps these %d are left that fail (%s):%n%s"
                        .formatted(program.size(), least.size(), last, printed(least)),
                last);
    }

    private static boolean failsBy(String kind, List<Step> program) {
        Throwable failure = runAlone(program);
        return failure != null && Divergence.kindOf(failure).equals(kind);
    }

    private static String printed(List<Step> program) {
        return program.stream()
                .map(step -> "                " + step)
                .collect(Collectors.joining(",\n", "        replay(\n", ");\n"));
    }
}
