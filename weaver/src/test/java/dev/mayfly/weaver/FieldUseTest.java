package dev.mayfly.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Arrays;

/** Code that uses the fields of a component sees the same values as before it was woven. */
class FieldUseTest {

    @TempDir private static Path folder;

    private static Game plain;
    private static Game woven;

    @BeforeAll
    static void weave() throws Exception {
        plain = new Game(folder.resolve("plain")).compile(Game.sources("shapes"));
        woven = new Game(folder.resolve("woven")).compile(Game.sources("shapes")).weave();
    }

    @Test
    void ofAComponentThatNoEntityHas() throws Exception {
        Object expected = plain.call("shapes.Users", "detached");
        assertThat(expected.toString()).startsWith("[3.0 2.0 4");
        assertThat(woven.call("shapes.Users", "detached")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"created", "added", "got"})
    void ofAComponentOfAnEntity(String how) throws Exception {
        assertThat(woven.call("shapes.InWorld", how))
                .isEqualTo(plain.call("shapes.Users", "detached"));
    }

    @Test
    void whatIsGotOfAMapperMayBeARowWithoutAnObject() throws Exception {
        Game plainLocals = new Game(folder.resolve("plain2")).compile(Game.sources("systems"));
        Game wovenLocals =
                new Game(folder.resolve("woven2")).compile(Game.sources("systems")).weave();
        for (String each : new String[] {"run", "withoutPlugin"}) {
            Object expected = plainLocals.call("systems.Locals", each);
            assertThat(wovenLocals.call("systems.Locals", each)).isEqualTo(expected);
        }
        wovenLocals.linkAll();
    }

    @Test
    void twoViewsOfOneComponentAreTheSame() throws Exception {
        Object expected = plain.call("shapes.InWorld", "identity");
        assertThat(expected.toString()).startsWith("[true false 1truetruetruetruefalsetrue, false");
        assertThat(woven.call("shapes.InWorld", "identity")).isEqualTo(expected);
    }

    @Test
    void theVerifierTakesEveryClass() throws Exception {
        assertThat(woven.linkAll())
                .extracting(Class::getName)
                .contains("shapes.Velocity$Columns", "shapes.Velocity$Mapper");
    }

    @Test
    void sourcesCompileAgainstAWovenClassAsAgainstThePlainOne() throws Exception {
        Game again =
                new Game(folder.resolve("again")).on(woven).compile(only("class Users")).weave();
        assertThat(again.call("shapes.Users", "detached"))
                .isEqualTo(plain.call("shapes.Users", "detached"));
    }

    private static String[] only(String what) throws Exception {
        return Arrays.stream(Game.sources("shapes"))
                .filter(each -> each.contains(what))
                .toArray(String[]::new);
    }
}
