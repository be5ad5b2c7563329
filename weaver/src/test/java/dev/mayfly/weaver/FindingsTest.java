package dev.mayfly.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** What cannot be woven, and what does not hold for views, is said with file, line and member. */
@SameAtEveryLevel
class FindingsTest {

    private static final String IMPORTS =
            """
            package game;
            import com.artemis.*;
            import dev.mayfly.ecs.*;
            import java.util.*;
            import java.lang.invoke.*;
            """;

    @TempDir private Path folder;

    private List<String> errors(String source) throws IOException {
        Game game = new Game(folder).compile(IMPORTS + source);
        List<String> before = game.classes();
        assertThat(game.tryWeave()).as(game.output()).isEqualTo(1);
        assertThat(game.output()).contains("Nothing was written.");
        assertThat(game.classes()).isEqualTo(before);
        return game.output().lines().filter(each -> each.startsWith("error: ")).toList();
    }

    private List<String> warnings(String source) throws IOException {
        Game game = new Game(folder).compile(IMPORTS + source).weave();
        return game.output().lines().filter(each -> each.startsWith("warning: ")).toList();
    }

    private void isWarned(String code, String line, String... words) throws IOException {
        List<String> warnings =
                warnings(
                        """
                        public class Game {
                            @Columns
                            public static class Place extends Component {
                                public volatile int x;
                                public int y;
                            }
                            void use(Place one, Place other, Object any) throws Exception {
                                %s
                            }
                        }
                        """
                                .formatted(code));
        assertThat(warnings)
                .filteredOn(each -> !each.contains("volatile"))
                .singleElement()
                .asString()
                .startsWith("warning: game.Game.use (Game.java:" + line + "): ")
                .contains(words);
    }

    @Test
    void aFieldOfAParent() throws Exception {
        assertThat(
                        errors(
                                """
                                public class Game {
                                    static class Base extends Component {
                                        int kept;
                                    }
                                    @Columns
                                    public static class Place extends Base {
                                        int x;
                                    }
                                }
                                """))
                .singleElement()
                .asString()
                .startsWith("error: game.Game$Place (Game.java:")
                .contains("game.Game$Base has the field kept", "Move the field into this class");
    }

    @Test
    void aComponentWithoutAConstructorWithoutParameters() throws Exception {
        assertThat(
                        errors(
                                """
                                public class Game {
                                    @Columns
                                    public class Place extends Component {
                                        int x;
                                    }
                                }
                                """))
                .singleElement()
                .asString()
                .contains("game.Game$Place", "constructor without parameters", "static");
    }

    @Test
    void aParentThatIsWovenToo() throws Exception {
        assertThat(
                        errors(
                                """
                                public class Game {
                                    @Columns
                                    public static class Base extends Component {
                                        int kept;
                                    }
                                    @Columns
                                    public static class Place extends Base {
                                        int x;
                                    }
                                }
                                """))
                .singleElement()
                .asString()
                .contains("Its parent game.Game$Base is woven too");
    }

    @Test
    void anAbstractClassAndOneOfColumns() throws Exception {
        assertThat(
                        errors(
                                """
                                public class Game {
                                    @Columns
                                    public abstract static class Base extends Component {}
                                    @Columns
                                    public static class Place extends SoaComponent {}
                                }
                                """))
                .hasSize(2)
                .anyMatch(each -> each.contains("An abstract class is no component type"))
                .anyMatch(each -> each.contains("consists of columns already"));
    }

    @Test
    void aNestedClassOfTheSameName() throws Exception {
        assertThat(
                        errors(
                                """
                                @Columns
                                public class Game extends Component {
                                    int x;
                                    static class Columns {}
                                }
                                """
                                        .replace("@Columns", "@dev.mayfly.ecs.Columns")))
                .singleElement()
                .asString()
                .contains("nested class Columns", "rename it");
    }

    @Test
    void aParentThatIsNotFound() throws Exception {
        Game library =
                new Game(folder.resolve("library"))
                        .compile("package lib; public class Base extends com.artemis.Component {}");
        Game game =
                new Game(folder.resolve("game"))
                        .on(library)
                        .compile(
                                IMPORTS
                                        + "@Columns public class Place extends lib.Base { int x;"
                                        + " }");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(said, true);
        assertThat(Main.run(to, to, game.folder().toString())).isEqualTo(1);
        assertThat(said.toString())
                .contains("error: game.Place (Place.java:", "lib.Base is not on the class path");
    }

    @Test
    void theClassThatNoComponentIs() throws Exception {
        assertThat(
                        warnings(
                                """
                                @Columns
                                public class Game {
                                    float x, y;
                                }
                                """))
                .singleElement()
                .asString()
                .contains("game.Game", "does not extend com.artemis.Component", "stays an object");
    }

    @Test
    void whatThreadsAndSerializationLose() throws Exception {
        assertThat(
                        warnings(
                                """
                                public class Game {
                                    @Columns
                                    public static class Place extends Component
                                            implements java.io.Serializable {
                                        volatile int x = 3;
                                    }
                                }
                                """))
                .hasSize(2)
                .anyMatch(
                        each ->
                                each.contains("Place.x (Game.java:10)")
                                        && each.contains("volatile"))
                .anyMatch(each -> each.contains("Java serialization"));
    }

    @Test
    void locks() throws Exception {
        isWarned("synchronized (one) { one.y++; }", "13", "locks a view", "Lock another object");
    }

    @Test
    void collectionsThatGoByIdentity() throws Exception {
        isWarned("new IdentityHashMap<Place, String>().put(one, \"\");", "13", "identity");
        isWarned("System.out.println(System.identityHashCode(one));", "13", "identity");
    }

    @Test
    void reflectionByConstants() throws Exception {
        String found = "the field y of game.Game$Place";
        isWarned("Place.class.getDeclaredField(\"y\").getInt(one);", "13", found);
        isWarned(
                "MethodHandles.lookup().findVarHandle(Place.class, \"y\", int.class);",
                "13",
                found);
        isWarned(
                "java.util.concurrent.atomic.AtomicIntegerFieldUpdater"
                        + ".newUpdater(Place.class, \"x\");",
                "13",
                "the field x of game.Game$Place");
        isWarned(
                "com.artemis.utils.reflect.ClassReflection.getField(Place.class, \"y\");",
                "13",
                found);
        isWarned("Place.class.getFields();", "13", "reads the fields of game.Game$Place");
    }

    @Test
    void nothingIsSaidOfWhatHolds() throws Exception {
        assertThat(
                        warnings(
                                """
                                public class Game {
                                    @Columns(canonical = true)
                                    public static class One extends Component {
                                        int x;
                                    }
                                    @Columns
                                    public static class Place extends Component {
                                        int x;
                                        @Override
                                        public boolean equals(Object other) {
                                            return this == other
                                                    || other instanceof Place it && it.x == x;
                                        }
                                        @Override
                                        public int hashCode() {
                                            return x;
                                        }
                                    }
                                    boolean use(One one, One other, Place place, Entity entity) {
                                        new IdentityHashMap<One, String>().put(one, "");
                                        return one == other || place == null || entity == null
                                                || place.x == one.x;
                                    }
                                }
                                """))
                .isEmpty();
    }

    @Test
    void warningsAreErrorsWhereThatIsAskedFor() throws Exception {
        Game game = new Game(folder).compile(IMPORTS + "@Columns public class Game { float x; }");
        assertThat(game.tryWeave("--werror")).isEqualTo(1);
    }
}
