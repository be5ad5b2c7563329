package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The primitive variants are written once: {@code Floats}, {@code NativeFloats} and {@code IntList}
 * are the originals, and the others are derived from them by the substitutions below. Change an
 * original, then run this test with {@code -Dmayfly.variants=write} and reformat.
 */
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

    static List<Variant> variants() {
        return List.of(
                buffer("Ints", "int", "Integer", "0xDEAD_BEEF"),
                buffer("Longs", "long", "Long", "0xDEAD_BEEF_DEAD_BEEFL"),
                buffer("Doubles", "double", "Double", "Double.NaN"),
                buffer("Shorts", "short", "Short", "(short) 0xDEAD"),
                buffer("Bytes", "byte", "Byte", "(byte) 0xDB"),
                nativeColumn("Ints", "int", "Int", "Integer"),
                nativeColumn("Shorts", "short", "Short", "Short"),
                nativeColumn("Bytes", "byte", "Byte", "Byte"),
                new Variant(
                        "IntList",
                        "FloatList",
                        List.of(
                                "IntList",
                                "FloatList",
                                "intList",
                                "floatList",
                                "{@code int}",
                                "{@code float}",
                                "Integer.BYTES",
                                "Float.BYTES",
                                "int POISON = 0xDEAD_BEEF",
                                "float POISON = Float.NaN",
                                "int[]",
                                "float[]",
                                "int value",
                                "float value",
                                "int get",
                                "float get",
                                "int removeLast",
                                "float removeLast",
                                "new int[room]",
                                "new float[room]")));
    }

    private static Variant buffer(String name, String primitive, String box, String poison) {
        return new Variant(
                "Floats",
                name,
                List.of(
                        "Float.NaN",
                        poison,
                        "Floats",
                        name,
                        "Float.BYTES",
                        box + ".BYTES",
                        "float",
                        primitive));
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

    @ParameterizedTest
    @MethodSource("variants")
    void eachVariantIsWhatItsOriginalSays(Variant variant) throws IOException {
        String derived = variant.derive();
        if ("write".equals(System.getProperty("mayfly.variants"))) {
            Files.writeString(variant.file(), derived);
        }
        assertThat(Files.readString(variant.file()))
                .as("%s: change %s instead, and derive it anew", variant, variant.original())
                .isEqualToIgnoringWhitespace(derived);
    }
}
