package dev.mayfly.ecs.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.TypedBuffer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which values columns take out of a JSON text, and what is said of those that they do not. */
class ColumnValuesTest {

    private final Stage stage = new Stage(FrameAllocator.create());

    private static String file(String component, String fields) {
        return """
        {"componentIdentifiers":{"dev.mayfly.ecs.json.Place":"Place",
                                 "dev.mayfly.ecs.json.Homing":"Homing"},
         "entities":{"5":{"components":{"%s":{%s}}}}}
        """
                .formatted(component, fields);
    }

    private TypedBuffer column(String name) {
        return Columns.of(stage.places).byName().get(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // column | text | value
                "x | 1 | 1.0",
                "x | 1.5 | 1.5",
                "x | -0.0 | -0.0",
                "x | \"-0.0\" | -0.0",
                "x | 1e3 | 1000.0",
                "x | 3.4028235e38 | 3.4028235E38",
                "x | 1.4e-45 | 1.4E-45",
                "x | 1e-60 | 0.0",
                "x | 0.1 | 0.1",
                "x | 16777217 | 1.6777216E7",
                "x | 1.00000017881393432617187499 | 1.0000001",
                "x | 100000000000000000000 | 1.0E20",
                "x | NaN | NaN",
                "x | \"NaN\" | NaN",
                "x | Infinity | Infinity",
                "x | \"-Infinity\" | -Infinity",
                "y | 1e308 | 1.0E308",
                "y | 4.9e-324 | 4.9E-324",
                "y | -0.0 | -0.0",
                "y | 9223372036854775807 | 9.223372036854776E18",
                "y | -123456789012345678901 | -1.2345678901234568E20",
                "y | \"Infinity\" | Infinity",
                "seed | 9223372036854775807 | 9223372036854775807",
                "seed | -9223372036854775808 | -9223372036854775808",
                "seed | 9007199254740993 | 9007199254740993",
                "seed | 1e15 | 1000000000000000",
                "kind | 32767 | 32767",
                "kind | -32768 | -32768",
                "kind | 2.0 | 2",
                "flags | 127 | 127",
                "flags | -128 | -128",
                "flags | true | 1",
                "flags | false | 0",
                "level | 2147483647 | 2147483647",
                "level | -2147483648 | -2147483648",
                "level | 1.2e3 | 1200",
                "level | -0.0 | 0",
                "leader | 5 | 0",
                "leader | -1 | -1",
                "leader | 77 | -1",
                "leader | -2147483648 | -1",
            })
    void isTaken(String column, String text, String value) {
        int entity = stage.load(file("Place", "\"%s\":%s".formatted(column, text))).get(0);

        assertThat(Elements.get(column(column), entity)).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // column | text | what is said
                "level | 3000000000 | 3000000000 is beyond an int",
                "level | -2147483649 | -2147483649 is beyond an int",
                "level | 1.9 | 1.9 is not whole, as an int is",
                "level | 1e60 | 1e60 is beyond an int",
                "level | 1e-3 | 1e-3 is not whole",
                "level | 1e400 | 1e400 is beyond an int",
                "level | 100000000000000000000 | 100000000000000000000 is beyond an int",
                "level | NaN | the text \"NaN\" is not an int",
                "level | \"7\" | the text \"7\" is not an int",
                "level | red | the text \"red\" is not an int",
                "level | true | true is not an int",
                "level | null | null is not an int",
                "level | [] | an array is not an int",
                "level | [7] | an array is not an int",
                "level | {} | an object is not an int",
                "level | {\"class\":\"java.lang.Thread\"} | an object is not an int",
                "kind | 70000 | 70000 is beyond a short, which goes from -32768 to 32767",
                "kind | null | null is not a short",
                "flags | 128 | 128 is beyond a byte",
                "flags | -129 | -129 is beyond a byte",
                "flags | \"true\" | the text \"true\" is not a byte",
                "seed | 9223372036854775808 | 9223372036854775808 is beyond a long",
                "seed | -9223372036854775809 | -9223372036854775809 is beyond a long",
                "seed | 9007199254740995.0 | 2^53 where it is written with a point",
                "seed | 1e19 | 1e19 is beyond a long",
                "seed | 0.5 | 0.5 is not whole, as a long is",
                "x | 1e60 | 1e60 is beyond a float, which goes from -3.4028234",
                "x | -3.5e38 | -3.5e38 is beyond a float",
                "x | 1e400 | 1e400 is beyond a float",
                "x | null | null is not a float",
                "x | true | true is not a float",
                "x | \"1.5\" | the text \"1.5\" is not a float",
                "x | \"\" | the text \"\" is not a float",
                "x | 1.5f | the text \"1.5f\" is not a float",
                "x | [1] | an array is not a float",
                "x | {} | an object is not a float",
                "y | 1e400 | 1e400 is beyond a double",
                "y | nan | the text \"nan\" is not a double",
                "y | 1d | the text \"1d\" is not a double",
                "y | null | null is not a double",
                "leader | 2.5 | 2.5 is not whole",
                "leader | null | null is not an int",
                "leader | 3000000000 | 3000000000 is beyond an int",
            })
    void isRefused(String column, String text, String said) {
        String json = file("Place", "\"%s\":%s".formatted(column, text));
        assertThatThrownBy(() -> stage.load(json))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("Entity 5, Place." + column + ": ")
                .hasMessageContaining(said)
                .hasMessageEndingWith("Nothing was loaded.");
        stage.world.process();
        assertThat(stage.all().isEmpty()).isTrue();
    }

    /** It is 2^53 before anybody sees it. */
    @Test
    void twoToThe53AndOneWrittenWithAPointIsTaken() {
        int entity = stage.load(file("Place", "\"seed\":9007199254740993.0")).get(0);

        assertThat(stage.place.seed().get(entity)).isEqualTo(1L << 53);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1.5", "\"5\"", "3000000000", "[5]", "{}", "true", "NaN"})
    void isRefusedAsAHandle(String text) {
        assertThatThrownBy(() -> stage.load(file("Homing", "\"target\":" + text)))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("Entity 5, Homing.target: ")
                .hasMessageContaining("the id of an entity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "4", "2147483647", "-2147483648"})
    void isNoEntityOfTheFileAndGivesNoHandle(String text) {
        int entity = stage.load(file("Homing", "\"target\":" + text)).get(0);

        assertThat(stage.homing.target.get(entity)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Place | leader | \"leader\":5,\"leader\":5",
                "Place | x | \"x\":1,\"y\":2,\"x\":1",
                "Homing | target | \"target\":5,\"target\":5",
            })
    void isRefusedIfItIsThereTwice(String component, String column, String fields) {
        assertThatThrownBy(() -> stage.load(file(component, fields)))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("Entity 5, " + component + "." + column)
                .hasMessageContaining("twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"red\"", "[1,[2]]", "{\"x\":1e60}", "1e400"})
    void isPassedOverWhereThereIsNoSuchColumn(String text) {
        int entity = stage.load(file("Place", "\"hue\":%s,\"hue\":1".formatted(text))).get(0);

        assertThat(stage.place.level.get(entity)).isEqualTo(3);
    }
}
