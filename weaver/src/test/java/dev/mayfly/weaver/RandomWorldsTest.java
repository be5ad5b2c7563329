package dev.mayfly.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Runs one random program as it is, in a world of Artemis' own, and woven, in a world with the
 * plugin: fields, listeners, links and the order of everything are the same after every tick.
 */
class RandomWorldsTest {

    /** Of each tick, in three parts: between ticks, and in the turns of two systems. */
    private static final int STEPS_A_TICK = 48;

    private static final int STEPS = 50_000;

    private static final int STEPS_OF_A_WORLD = 10_000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wovenComponentsBehaveAsPlainOnesDo(boolean delayedRemoval, @TempDir Path folder)
            throws Exception {
        Game plain = new Game(folder.resolve("plain")).compile(Game.sources("model"));
        Game woven = new Game(folder.resolve("woven")).compile(Game.sources("model")).weave();

        for (int world = 0; world < STEPS / STEPS_OF_A_WORLD; world++) {
            Supplier<?> expected = model(plain, world, false, delayedRemoval);
            Supplier<?> actual = model(woven, world, true, delayedRemoval);
            for (int steps = 0; steps < STEPS_OF_A_WORLD; steps += STEPS_A_TICK) {
                assertThat(difference(expected.get().toString(), actual.get().toString()))
                        .as("world %d, step %d", world, steps)
                        .isEmpty();
            }
        }
    }

    /** The first line that is another one, with what comes before; empty if there is none. */
    private static String difference(String plain, String woven) {
        if (plain.equals(woven)) {
            return "";
        }
        String[] expected = plain.split("\n", -1);
        String[] actual = woven.split("\n", -1);
        int at = Arrays.mismatch(expected, actual);
        return String.join("\n", Arrays.asList(expected).subList(Math.max(0, at - 6), at))
                + "\nplain: "
                + (at < expected.length ? expected[at] : "")
                + "\nwoven: "
                + (at < actual.length ? actual[at] : "");
    }

    private static Supplier<?> model(Game game, long seed, boolean plugin, boolean delayed)
            throws Exception {
        return (Supplier<?>)
                game.loader()
                        .loadClass("model.Model")
                        .getConstructor(long.class, boolean.class, boolean.class)
                        .newInstance(seed, plugin, delayed);
    }
}
