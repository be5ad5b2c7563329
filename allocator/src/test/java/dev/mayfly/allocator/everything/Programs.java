package dev.mayfly.allocator.everything;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Draws programs. */
final class Programs {

    private static final int ALL_WEIGHTS =
            Stream.of(Kind.values()).mapToInt(kind -> kind.weight).sum();

    /** One thread takes a few steps before another does. */
    private static final int STEPS_IN_A_ROW = 6;

    private Programs() {}

    static List<Step> draw(long seed, int length) {
        Random random = new Random(seed);
        List<Step> program = new ArrayList<>(length);
        int actor = 0;
        for (int i = 0; i < length; i++) {
            if (random.nextInt(STEPS_IN_A_ROW) == 0) {
                actor = random.nextInt(Everything.ACTORS);
            }
            program.add(new Step(actor, kind(random), size(random), random.nextInt(1 << 16)));
        }
        return program;
    }

    private static Kind kind(Random random) {
        int at = random.nextInt(ALL_WEIGHTS);
        for (Kind kind : Kind.values()) {
            at -= kind.weight;
            if (at < 0) {
                return kind;
            }
        }
        throw new AssertionError(at);
    }

    private static int size(Random random) {
        int of = random.nextInt(100);
        return random.nextInt(of < 85 ? 70 : of < 99 ? 3_000 : 60_000);
    }
}
