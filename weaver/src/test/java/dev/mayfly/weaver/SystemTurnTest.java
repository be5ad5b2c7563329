package dev.mayfly.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Arrays;

/** Woven systems do what they did before: the same entities in the same order, the same values. */
class SystemTurnTest {

    @TempDir private static Path folder;

    private static Game plain;
    private static Game woven;

    @BeforeAll
    static void weave() throws Exception {
        plain = new Game(folder.resolve("plain")).compile(Game.sources("systems"));
        woven = new Game(folder.resolve("woven")).compile(Game.sources("systems")).weave();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "move",
                "moveTwice",
                "byEntity",
                "optional",
                "byBuilder",
                "byOtherBuilder",
                "taking",
                "failing",
                "rare",
                "sometimes"
            })
    void aWorldOfThemIsTheSame(String which) throws Exception {
        Object expected = plain.call("systems.Systems", which);
        assertThat(woven.call("systems.Systems", which)).isEqualTo(expected);
    }

    @Test
    void thoseThatProcessComponentsHaveATurnOfTheirOwn() throws Exception {
        ClassLoader loader = woven.loader();
        for (String each :
                new String[] {
                    "Move", "MoveTwice", "ByEntity", "WithEntity", "ByBuilder", "Taking", "Rare"
                }) {
            assertThat(loader.loadClass("systems.Systems$" + each).getDeclaredMethods())
                    .as(each)
                    .anyMatch(method -> method.getName().equals("turn$"));
        }
        for (String each : new String[] {"MoveAgain", "Delayed", "Sometimes"}) {
            assertThat(loader.loadClass("systems.Systems$" + each).getDeclaredMethods())
                    .as(each)
                    .noneMatch(method -> method.getName().equals("turn$"));
        }
    }

    @Test
    void aSubclassThatWasNotWovenIsAskedToo() throws Exception {
        Game more =
                new Game(folder.resolve("more"))
                        .on(woven)
                        .compile(
                                """
                                package systems;
                                public class Late {
                                    static int processed;
                                    @com.artemis.annotations.All(Systems.Place.class)
                                    static class Own extends Systems.Move {
                                        @Override
                                        protected void process(int e) {
                                            processed++;
                                        }
                                    }
                                    public static Object run() {
                                        var world =
                                                new com.artemis.World(
                                                        new com.artemis.WorldConfigurationBuilder()
                                                                .with(new dev.mayfly.ecs.MayflyPlugin())
                                                                .with(new Own())
                                                                .build());
                                        int e = world.create();
                                        world.getMapper(Systems.Place.class).create(e);
                                        world.getMapper(Systems.Speed.class).create(e);
                                        world.process();
                                        return processed;
                                    }
                                }
                                """);
        assertThat(more.call("systems.Late", "run")).isEqualTo(1);
    }

    @Test
    void aStackTraceShowsTheMethodAndLineOfTheSource() throws Exception {
        Game failing =
                new Game(folder.resolve("failing"))
                        .on(woven)
                        .compile(
                                """
                                package systems;
                                import com.artemis.*;
                                import com.artemis.annotations.All;
                                public class Thrower extends com.artemis.systems.IteratingSystem {
                                    public Thrower() {
                                        super(Aspect.all(Systems.Place.class));
                                    }
                                    ComponentMapper<Systems.Place> places;
                                    @Override
                                    protected void process(int e) {
                                        Systems.Place place = places.get(e);
                                        place.x = 3 / place.visits;
                                    }
                                    public static Object run() {
                                        var world =
                                                new World(
                                                        new WorldConfigurationBuilder()
                                                                .with(new dev.mayfly.ecs.MayflyPlugin())
                                                                .with(new Thrower())
                                                                .build());
                                        world.getMapper(Systems.Place.class).create(world.create());
                                        try {
                                            world.process();
                                        } catch (ArithmeticException e) {
                                            return e.getStackTrace()[0].toString();
                                        }
                                        return null;
                                    }
                                }
                                """)
                        .weave();
        assertThat(failing.call("systems.Thrower", "run").toString())
                .contains("systems.Thrower.process(Thrower.java:12)");
    }

    @Test
    void theGuideMoves() throws Exception {
        Game guide = new Game(folder.resolve("guide")).compile(Game.sources("guide"));
        assertThat(guide.call("guide.MovementSystem", "moved")).isEqualTo(3f);
        assertThat(guide.weave().call("guide.MovementSystem", "moved")).isEqualTo(3f);
    }

    @Test
    void theVerifierTakesEveryClass() throws Exception {
        assertThat(woven.linkAll()).hasSizeGreaterThan(15);
        assertThat(Arrays.asList(woven.output().split("\n"))).noneMatch(e -> e.contains("error"));
    }
}
