package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.allocator.internal.Decimals;
import dev.mayfly.allocator.internal.Safety;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/**
 * Text that is put together piece by piece, numbers included, without a string: for labels, logs
 * and protocols that are written anew each frame. Taken from a frame by {@link FrameArena#text}.
 *
 * <pre>{@code
 * FrameText label = frame.text(64).append("hp ").append(hp).append(", x ").append(x, 2);
 * }</pre>
 *
 * <p>It lives as long as the scope that it was taken in, also when it grows inside an inner scope.
 * Its storage is recycled with it, grown as it is, so text that is written alike every frame
 * allocates nothing. {@link #toString} and {@link #subSequence} copy into a new string, which lives
 * on; they, and the streams of {@link CharSequence}, are what makes objects. What throws changes
 * nothing. Two texts are equal if they are the same object; {@link #contentEquals} compares what
 * they say. For the thread that owns the arena.
 */
public final class FrameText extends FrameCollection implements CharSequence, Appendable {

    private static final char POISON = 0xDEAD;

    /** More than the longest decimal of a double takes. */
    private static final int DECIMAL_CHARS = 32;

    char[] array;

    /** Writes doubles; made when the first is appended. */
    private @Nullable StringBuilder decimals;

    FrameText(BufferOrigin origin, int sizeClass, char[] array) {
        super(origin, sizeClass);
        this.array = array;
    }

    // --- appending

    /**
     * Appends a character.
     *
     * @throws ExpiredException if the text's scope has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the text cannot grow further
     */
    @Override
    public FrameText append(char value) {
        if (Safety.CHECKED) {
            changing();
        }
        int n = length;
        if (n == capacity) {
            grow();
        }
        array[n] = value;
        length = n + 1;
        return this;
    }

    /**
     * Appends other text, or once more this one; "null" for null.
     *
     * @throws ExpiredException if the text's scope has ended, or that of the other
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the text cannot grow so far
     */
    @Override
    public FrameText append(@Nullable CharSequence text) {
        CharSequence source = text == null ? "null" : text;
        return append(source, 0, source.length());
    }

    /**
     * Appends the characters of other text from index {@code from} up to {@code to}, exclusive;
     * those of "null" for null.
     *
     * @throws IndexOutOfBoundsException if the other text has no such range, and is not a {@code
     *     FrameText}
     * @throws OutOfBoundsException if it is one
     * @throws ExpiredException if the text's scope has ended, or that of the other
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the text cannot grow so far
     * @throws ReentryException if the other text, of a class of the program's, changes this one
     */
    @Override
    public FrameText append(@Nullable CharSequence text, int from, int to) {
        if (Safety.CHECKED) {
            changing();
        }
        requireLive();
        CharSequence source = text == null ? "null" : text;
        if (source instanceof FrameText other) {
            other.checkRange(from, to);
        } else {
            Objects.checkFromToIndex(from, to, source.length());
        }
        ensureRoom(to - from);
        if (isOfTheProgram(source)) {
            copy(source, from, to);
        } else {
            source.getChars(from, to, array, length);
        }
        length += to - from;
        return this;
    }

    private static boolean isOfTheProgram(CharSequence source) {
        return source.getClass().getClassLoader() != null && !(source instanceof FrameText);
    }

    /** Copies what code of the program gives, which may use this text, or end it. */
    @SuppressWarnings("ReferenceEquality") // that very array
    private void copy(CharSequence source, int from, int to) {
        char[] into = array;
        int at = length;
        for (int i = from; i < to; i++) {
            char next = source.charAt(i);
            if (array != into || length != at || capacity == 0) {
                throw new ReentryException(
                        title()
                                + " was changed or ended by the CharSequence that was appended to"
                                + " it. Have a CharSequence give its characters, and nothing"
                                + " else.");
            }
            into[at + i - from] = next;
        }
    }

    /**
     * Appends "true" or "false".
     *
     * @throws ExpiredException if the text's scope has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the text cannot grow so far
     */
    public FrameText append(boolean value) {
        return append(value ? "true" : "false");
    }

    /**
     * Appends a number in decimal.
     *
     * @throws ExpiredException if the text's scope has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the text cannot grow so far
     */
    public FrameText append(int value) {
        return append((long) value);
    }

    /**
     * Appends a number in decimal.
     *
     * @throws ExpiredException if the text's scope has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the text cannot grow so far
     */
    public FrameText append(long value) {
        if (Safety.CHECKED) {
            changing();
        }
        int count = Decimals.length(value);
        ensureRoom(count);
        length += count;
        Decimals.write(value, array, length);
        return this;
    }

    /**
     * Appends the shortest decimal that reads as this number, as {@link Float#toString(float)} has
     * it.
     *
     * @throws ExpiredException if the text's scope has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the text cannot grow so far
     */
    public FrameText append(float value) {
        return append(decimals().append(value));
    }

    /**
     * Appends the shortest decimal that reads as this number, as {@link Double#toString(double)}
     * has it.
     *
     * @throws ExpiredException if the text's scope has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the text cannot grow so far
     */
    public FrameText append(double value) {
        return append(decimals().append(value));
    }

    /**
     * Appends a number with a fixed count of decimals, rounded from its exact value to the nearest,
     * a half away from zero; "3.14". What rounds to zero has no sign. Numbers from 2<sup>63</sup>
     * on, infinities and NaN are appended as {@link #append(double)} does.
     *
     * @param count decimals, 0 to 18
     * @throws InvalidSizeException if {@code count} is out of that range, or the text cannot grow
     *     so far
     * @throws ExpiredException if the text's scope has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     */
    public FrameText append(double value, int count) {
        if (Safety.CHECKED) {
            changing();
        }
        requireLive();
        if (count < 0 || count > Decimals.MAX_DECIMALS) {
            throw new InvalidSizeException(
                    "A number was to be appended to "
                            + origin.describe(this)
                            + " with "
                            + count
                            + " decimals; use 0 to "
                            + Decimals.MAX_DECIMALS
                            + ".");
        }
        if (!(Math.abs(value) < 0x1p63)) {
            return append(value);
        }
        double size = Math.abs(value);
        long fraction = Decimals.fraction(size, count);
        long whole = (long) size;
        if (fraction == Decimals.powerOfTen(count)) {
            whole++;
            fraction = 0;
        }
        boolean signed = value < 0 && (whole | fraction) != 0;
        int wholeChars = Decimals.length(whole) + (signed ? 1 : 0);
        ensureRoom(wholeChars + (count == 0 ? 0 : 1 + count));
        int start = length;
        length += wholeChars;
        Decimals.write(whole, array, length);
        if (signed) {
            array[start] = '-';
        }
        if (count > 0) {
            array[length] = '.';
            length += 1 + count;
            Decimals.writePadded(fraction, count, array, length);
        }
        return this;
    }

    private StringBuilder decimals() {
        if (Safety.CHECKED) {
            changing();
        }
        requireLive();
        StringBuilder builder = decimals;
        if (builder == null) {
            builder = new StringBuilder(DECIMAL_CHARS);
            decimals = builder;
        }
        builder.setLength(0);
        return builder;
    }

    // --- reading and changing

    /**
     * The character at {@code index}.
     *
     * @throws OutOfBoundsException if there is no such character
     * @throws ExpiredException if the text's scope has ended
     */
    @Override
    public char charAt(int index) {
        if (Safety.CHECKED) {
            using();
        }
        return array[check(index)];
    }

    /**
     * Overwrites the character at {@code index}, which must exist.
     *
     * @throws OutOfBoundsException if there is no such character
     * @throws ExpiredException if the text's scope has ended
     */
    public void setCharAt(int index, char value) {
        if (Safety.CHECKED) {
            changing();
        }
        array[check(index)] = value;
    }

    /**
     * Shortens the text to its first {@code count} characters.
     *
     * @throws OutOfBoundsException if it has fewer
     * @throws ExpiredException if the text's scope has ended
     */
    public void truncate(int count) {
        if (Safety.CHECKED) {
            changing();
        }
        checkRange(0, count);
        length = count;
    }

    /**
     * Removes all characters and keeps the storage.
     *
     * @throws ExpiredException if the text's scope has ended
     */
    public void clear() {
        if (Safety.CHECKED) {
            changing();
        }
        requireLive();
        length = 0;
    }

    /**
     * Copies the characters from index {@code from} up to {@code to}, exclusive, to {@code target},
     * where they begin at index {@code at}.
     *
     * @throws OutOfBoundsException if there is no such range, or no room for it
     * @throws ExpiredException if the text's scope has ended
     */
    @Override
    public void getChars(int from, int to, char[] target, int at) {
        checkRange(from, to);
        checkArray(at, to - from, target.length);
        System.arraycopy(array, from, target, at, to - from);
    }

    /**
     * Whether the other text has the same characters.
     *
     * @throws ExpiredException if the text's scope has ended, or that of the other
     */
    public boolean contentEquals(CharSequence text) {
        int n = length();
        if (text.length() != n) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            if (array[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The hash code that a string of the same characters has.
     *
     * @throws ExpiredException if the text's scope has ended
     */
    public int contentHash() {
        int n = length();
        int hash = 0;
        for (int i = 0; i < n; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /**
     * A string of the characters from index {@code from} up to {@code to}, exclusive; a new object.
     *
     * @throws OutOfBoundsException if there is no such range
     * @throws ExpiredException if the text's scope has ended
     */
    @Override
    public CharSequence subSequence(int from, int to) {
        checkRange(from, to);
        return new String(array, from, to - from);
    }

    /**
     * A string of the characters; a new object.
     *
     * @throws ExpiredException if the text's scope has ended
     */
    @Override
    public String toString() {
        return new String(array, 0, length());
    }

    @Override
    int elementBytes() {
        return Character.BYTES;
    }

    @Override
    FrameText fresh() {
        return new FrameText(origin, sizeClass, array);
    }

    @Override
    int room() {
        return array.length;
    }

    @Override
    void extendTo(int room) {
        array = Arrays.copyOf(array, room);
    }

    @Override
    void replaceStorage(int room) {
        array = new char[room];
    }

    @Override
    void swapStorage(BufferHandle other) {
        FrameText that = (FrameText) other;
        char[] mine = array;
        array = that.array;
        that.array = mine;
    }

    @Override
    void poison() {
        Arrays.fill(array, POISON);
    }
}
