package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The primitive variants are written once: those of {@code float} are the originals, and the others
 * are derived from them by the substitutions below. Change an original, then run this test with
 * {@code -Dmayfly.variants=write} and reformat.
 */
@SameAtEveryLevel
class VariantsTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/mayfly/allocator");

    /** A class derived from another by replacing each word in {@code words} by the one after it. */
    record Variant(String original, String derived, List<String> words) {

        String derive() throws IOException {
            String text = Files.readString(SOURCES.resolve(original + ".java"));
            for (int i = 0; i < words.size(); i += 2) {
                text = text.replace(words.get(i), words.get(i + 1));
            }
            return "// Derived from " + original + ".java; see VariantsTest.\n" + text;
        }

        Path file() {
            return SOURCES.resolve(derived + ".java");
        }

        @Override
        public String toString() {
            return derived + " from " + original;
        }
    }

    /** A primitive type, and what the names of its classes begin with. */
    record Primitive(String word, String box, String prefix, String poison) {}

    private static final List<Primitive> PRIMITIVES =
            List.of(
                    new Primitive("int", "Integer", "Int", "0xDEAD_BEEF"),
                    new Primitive("long", "Long", "Long", "0xDEAD_BEEF_DEAD_BEEFL"),
                    new Primitive("double", "Double", "Double", "Double.NaN"),
                    new Primitive("short", "Short", "Short", "(short) 0xDEAD"),
                    new Primitive("byte", "Byte", "Byte", "(byte) 0xDB"));

    private static final String FLOAT_KEY =
            """
                private static int key(float value) {
                    int bits = Float.floatToIntBits(value);
                    return bits ^ bits >> 31 >>> 1;
                }
            """;

    static Stream<Variant> variants() {
        return Stream.concat(
                PRIMITIVES.stream().flatMap(VariantsTest::variantsOf),
                Stream.of(
                        longKeys(),
                        longIntMap(),
                        nativeColumn("Ints", "int", "Int", "Integer"),
                        nativeColumn("Shorts", "short", "Short", "Short"),
                        nativeColumn("Bytes", "byte", "Byte", "Byte")));
    }

    private static Stream<Variant> variantsOf(Primitive type) {
        return Stream.of(
                variant(type, "Floats", type.prefix + "s", List.of()),
                variant(type, "FloatList", type.prefix + "List", List.of()),
                variant(type, "FloatSort", type.prefix + "Sort", sortKeys(type)));
    }

    private static Variant variant(
            Primitive type, String original, String derived, List<String> first) {
        List<String> words = new ArrayList<>(first);
        words.addAll(
                List.of(
                        "Float.NaN",
                        type.poison,
                        "Float.",
                        type.box + ".",
                        "Float#",
                        type.box + "#",
                        "Float",
                        type.prefix,
                        "float",
                        type.word));
        return new Variant(original, derived, words);
    }

    /** What a sort compares: whole numbers as they are, the others by their bits. */
    private static List<String> sortKeys(Primitive type) {
        return switch (type.word) {
            case "double" ->
                    List.of(
                            "int bits = Float.floatToIntBits",
                            "long bits = Double.doubleToLongBits",
                            ">> 31",
                            ">> 63",
                            "int key(",
                            "long key(",
                            "int pivotKey",
                            "long pivotKey",
                            "int leastKey",
                            "long leastKey");
            case "long" ->
                    List.of(
                            FLOAT_KEY,
                            FLOAT_KEY
                                    .replaceAll("int bits.*\n.*", "return value;")
                                    .replace("int key(", "long key("),
                            "int pivotKey",
                            "long pivotKey",
                            "int leastKey",
                            "long leastKey");
            default -> List.of(FLOAT_KEY, FLOAT_KEY.replaceAll("int bits.*\n.*", "return value;"));
        };
    }

    private static Variant nativeColumn(String name, String primitive, String layout, String box) {
        return new Variant(
                "NativeFloats",
                "Native" + name,
                List.of(
                        "Floats",
                        name,
                        "OfFloat",
                        "Of" + layout,
                        "JAVA_FLOAT",
                        "JAVA_" + primitive.toUpperCase(Locale.ROOT),
                        "Float.BYTES",
                        box + ".BYTES",
                        "float",
                        primitive));
    }

    private static Variant longKeys() {
        return new Variant(
                "IntKeys",
                "LongKeys",
                List.of(
                        "permits IntIntMap, IntObjectMap",
                        "permits LongIntMap",
                        "IntKeys",
                        "LongKeys",
                        "int POISON = 0xDEAD_BEEF",
                        "long POISON = 0xDEAD_BEEF_DEAD_BEEFL",
                        "int GOLDEN = 0x9E37_79B9",
                        "long GOLDEN = 0x9E37_79B9_7F4A_7C15L",
                        "2^32",
                        "2^64",
                        "int[] keys",
                        "long[] keys",
                        "int[] keyByEntry",
                        "long[] keyByEntry",
                        "int[] moreKeys",
                        "long[] moreKeys",
                        "int[] myKeys",
                        "long[] myKeys",
                        "keys = new int",
                        "keys = new long",
                        "int key",
                        "long key",
                        "(key * GOLDEN) >>> Integer.numberOfLeadingZeros(mask)",
                        "(int) ((key * GOLDEN) >>> (Integer.SIZE +"
                                + " Integer.numberOfLeadingZeros(mask)))"));
    }

    private static Variant longIntMap() {
        return new Variant(
                "IntIntMap",
                "LongIntMap",
                List.of(
                        "IntIntMap",
                        "LongIntMap",
                        "intIntMap",
                        "longIntMap",
                        "IntKeys",
                        "LongKeys",
                        "from {@code int}",
                        "from {@code long}",
                        "Integer.BYTES + Integer.BYTES +",
                        "Long.BYTES + Integer.BYTES +",
                        "int[] keys",
                        "long[] keys",
                        "int key",
                        "long key"));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void eachVariantIsWhatItsOriginalSays(Variant variant) throws IOException {
        String derived = variant.derive();
        if ("write".equals(System.getProperty("mayfly.variants"))) {
            Files.writeString(variant.file(), derived);
        }
        assertThat(withoutMargins(Files.readString(variant.file())))
                .as("%s: change %s instead, and derive it anew", variant, variant.original())
                .isEqualToIgnoringWhitespace(withoutMargins(derived));
    }

    /** Without the asterisks that javadoc lines begin with: the formatter breaks lines anew. */
    private static String withoutMargins(String source) {
        return source.replaceAll("(?m)^ *\\*(?!/)", "");
    }
}
