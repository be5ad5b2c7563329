package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.OutOfBoundsException;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.CharBuffer;
import java.util.Random;
import java.util.function.Consumer;

/** Text beside {@code StringBuilder}, and decimals beside {@code BigDecimal}. */
class FrameTextTest {

    private static void inFrame(Consumer<FrameArena> use) {
        try (FrameAllocator memory = FrameAllocator.create();
                FrameScope tick = memory.arena().begin()) {
            use.accept(memory.arena());
        }
    }

    @Property(tries = 200)
    void textIsPutTogetherAsByAStringBuilder(@ForAll long seed) {
        inFrame(arena -> compare(new Random(seed), arena.text(0)));
    }

    private static void compare(Random random, FrameText text) {
        StringBuilder model = new StringBuilder();
        for (int step = 0; step < 200; step++) {
            switch (random.nextInt(13)) {
                case 0 -> both(text, model, (char) random.nextInt(0xD800));
                case 1 -> {
                    int value = random.nextInt() >> random.nextInt(32);
                    assertThat(text.append(value)).isSameAs(text);
                    model.append(value);
                }
                case 2 -> {
                    long value = random.nextLong() >> random.nextInt(64);
                    text.append(value);
                    model.append(value);
                }
                case 3 -> {
                    double value = Double.longBitsToDouble(random.nextLong());
                    text.append(value);
                    model.append(value);
                }
                case 4 -> {
                    float value = Float.intBitsToFloat(random.nextInt());
                    text.append(value);
                    model.append(value);
                }
                case 5 -> {
                    boolean value = random.nextBoolean();
                    text.append(value);
                    model.append(value);
                }
                case 6 -> {
                    CharSequence value = random.nextBoolean() ? "schön" : null;
                    text.append(value);
                    model.append(value);
                }
                case 7 -> {
                    int from = random.nextInt(4);
                    int to = from + random.nextInt(5 - from);
                    CharSequence value = random.nextBoolean() ? CharBuffer.wrap("abcd") : null;
                    text.append(value, from, to);
                    model.append(value, from, to);
                }
                case 8 -> {
                    if (text.length() < 500) {
                        text.append(text);
                        model.append(model.toString());
                    }
                }
                case 9 -> {
                    int index = random.nextInt(text.length() + 1);
                    int to = index + random.nextInt(text.length() - index + 1);
                    if (text.length() < 500) {
                        text.append(text, index, to);
                        model.append(model.toString(), index, to);
                    }
                }
                case 10 -> {
                    int count = random.nextInt(text.length() + 1);
                    text.truncate(count);
                    model.setLength(count);
                }
                case 11 -> {
                    if (!text.isEmpty()) {
                        int index = random.nextInt(text.length());
                        text.setCharAt(index, '#');
                        model.setCharAt(index, '#');
                        assertThat(text.charAt(index)).isEqualTo('#');
                        assertThat(text.contentEquals(new StringBuilder(model).reverse()))
                                .isEqualTo(
                                        new StringBuilder(model).reverse().compareTo(model) == 0);
                    }
                }
                default -> {
                    if (random.nextInt(30) == 0) {
                        text.clear();
                        model.setLength(0);
                    }
                }
            }
            assertThat(text.toString()).isEqualTo(model.toString());
            assertThat(text.contentEquals(model)).isTrue();
            assertThat(text.contentHash()).isEqualTo(model.toString().hashCode());
            int half = text.length() / 2;
            assertThat(text.subSequence(0, half)).isEqualTo(model.substring(0, half));
        }
        assertThat(text.chars().toArray()).isEqualTo(model.chars().toArray());
    }

    private static void both(FrameText text, StringBuilder model, char value) {
        text.append(value);
        model.append(value);
    }

    @SameAtEveryLevel
    @Property(tries = 20_000)
    void decimalsAreRoundedFromTheExactValue(
            @ForAll long bits, @ForAll @IntRange(max = 18) int decimals) {
        // The exponents for which there is something to round, and some beside them.
        int exponent = Math.floorMod((int) (bits >>> 52), 150) - 80;
        double value =
                Math.copySign(
                        Math.scalb(
                                Double.longBitsToDouble(
                                        (bits & 0xFFFFFFFFFFFFFL) | 0x3FF0000000000000L),
                                exponent),
                        (double) bits);
        double halves = Math.scalb((double) (bits >> 40), -5); // many exact ones
        inFrame(
                arena -> {
                    assertDecimals(arena, value, decimals);
                    assertDecimals(arena, (float) value, decimals);
                    assertDecimals(arena, halves, decimals);
                });
    }

    private static void assertDecimals(FrameArena arena, double value, int decimals) {
        if (Math.abs(value) >= 0x1p63) {
            return;
        }
        String expected =
                new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
        assertThat(arena.text(0).append(value, decimals).toString())
                .as("%s with %d decimals", value, decimals)
                .isEqualTo(expected);
    }

    @Example
    void decimalsAtTheEdges() {
        for (double value :
                new double[] {
                    0,
                    -0.0,
                    0.5,
                    -0.5,
                    1.5,
                    0.05,
                    0.25,
                    0.995,
                    9.995,
                    -0.004,
                    0x1p52,
                    0x1p53 - 1,
                    Math.nextDown(0x1p63),
                    Double.MIN_VALUE,
                    Double.MIN_NORMAL,
                    999999999.9999999
                }) {
            for (int decimals = 0; decimals <= 18; decimals++) {
                int places = decimals;
                inFrame(
                        arena -> {
                            assertDecimals(arena, value, places);
                            assertDecimals(arena, -value, places);
                        });
            }
        }
        inFrame(
                arena -> {
                    FrameText text = arena.text(0);
                    text.append(0x1p63, 2).append(' ').append(Double.NaN, 2).append(' ');
                    text.append(Double.NEGATIVE_INFINITY, 0);
                    assertThat(text.toString()).isEqualTo("9.223372036854776E18 NaN -Infinity");
                });
    }

    @Example
    void wholeNumbersAtTheEdges() {
        inFrame(
                arena -> {
                    long power = 1;
                    for (int i = 0; i < 19; i++) {
                        for (long value : new long[] {power, power - 1, -power, 1 - power}) {
                            assertThat(arena.text(0).append(value).toString())
                                    .isEqualTo(Long.toString(value));
                        }
                        power *= 10;
                    }
                    FrameText text = arena.text(0);
                    text.append(Long.MIN_VALUE).append(Integer.MIN_VALUE).append(Long.MAX_VALUE);
                    assertThat(text.toString())
                            .isEqualTo("-9223372036854775808-21474836489223372036854775807");
                });
    }

    @Example
    void whatIsRefusedChangesNothing() {
        try (FrameAllocator memory = FrameAllocator.create();
                FrameScope tick = memory.arena().begin(Tag.of("tight", 64))) {
            FrameText text =
                    memory.arena().text(32).append("thirty characters, and then some".substring(2));
            assertThatThrownBy(() -> text.append(12_345))
                    .isInstanceOf(LimitExceededException.class);
            assertThatThrownBy(() -> text.append(1.25, 2))
                    .isInstanceOf(LimitExceededException.class);
            assertThatThrownBy(() -> text.append("abc")).isInstanceOf(LimitExceededException.class);
            assertThatThrownBy(() -> text.append(1.5, 19)).isInstanceOf(InvalidSizeException.class);
            assertThatThrownBy(() -> text.append(1.5, -1)).isInstanceOf(InvalidSizeException.class);
            assertThatThrownBy(() -> text.append("abc", 2, 4))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> text.append(text, 2, 31))
                    .isInstanceOf(OutOfBoundsException.class);
            assertThatThrownBy(() -> text.truncate(31)).isInstanceOf(OutOfBoundsException.class);
            assertThatThrownBy(() -> text.charAt(30)).isInstanceOf(OutOfBoundsException.class);
            assertThatThrownBy(() -> text.subSequence(3, 2))
                    .isInstanceOf(OutOfBoundsException.class);
            assertThatThrownBy(() -> text.getChars(0, 3, new char[4], 2))
                    .isInstanceOf(OutOfBoundsException.class);
            assertThat(text.toString()).isEqualTo("irty characters, and then some");
            assertThat(text.append(12).length()).isEqualTo(32);
        }
    }
}
