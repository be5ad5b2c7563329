package dev.mayfly.allocator.team;

import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.OutOfBoundsException;

/**
 * A range of indices in pieces whose data fits into the first level cache, for work that goes over
 * the same data several times: do all passes over one piece before the next one.
 *
 * <pre>{@code
 * Batches batches = Batches.of(0, count, 4 * Float.BYTES); // a pass touches four float columns
 * for (int i = 0; i < batches.count(); i++) {
 *     integrate(batches.from(i), batches.to(i));
 *     collide(batches.from(i), batches.to(i));
 * }
 * }</pre>
 *
 * <p>The pieces are in ascending order, cover each index once, and are never empty; all but the
 * last have {@link #size} elements. Work that goes over its data once gains nothing from this.
 *
 * <p>Immutable, for any thread; an object that stays in its method costs no heap where the JIT
 * compiles that.
 *
 * @param from the first index of the range
 * @param to the index behind the last of the range
 * @param size elements of a piece
 */
public record Batches(int from, int to, int size) {

    /**
     * What the data of a piece takes unless asked for otherwise, in bytes: half of 32 KiB, the
     * smallest first level data cache of processors that are common now. The other half is left to
     * the stack, to what else is read, and to a second thread of the same core. (One quarter to one
     * half of the cache is what the Intel 64 and IA-32 Architectures Optimization Reference Manual
     * advises for cache blocking where threads share the cache.)
     */
    public static final int DEFAULT_BYTES = 16 << 10;

    /** Pieces start at multiples of this many elements, where they have as many: whole lines. */
    private static final int ROUNDED_TO = 64;

    /** What {@link #forEach} calls. */
    @FunctionalInterface
    public interface Body {

        /** Works on the indices from {@code from} to {@code to} - 1, one or more. */
        void accept(int from, int to);
    }

    /**
     * A range in pieces of that many elements.
     *
     * @throws InvalidSizeException if {@code from} is negative, {@code to} less than it, or {@code
     *     size} less than 1
     */
    public Batches {
        if (from < 0 || to < from) {
            throw new InvalidSizeException(
                    "The range from "
                            + from
                            + " to "
                            + to
                            + " was to be walked in batches; use 0 <= from <= to.");
        }
        if (size < 1) {
            throw new InvalidSizeException(
                    "Batches of " + size + " elements were asked for; use 1 or more.");
        }
    }

    /**
     * A range in pieces whose data takes up to {@link #DEFAULT_BYTES}, or one element where that
     * takes more.
     *
     * @param bytesPerElement the bytes that the work touches an element, over all columns
     * @throws InvalidSizeException if {@code from} is negative, {@code to} less than it, or {@code
     *     bytesPerElement} less than 1
     */
    public static Batches of(int from, int to, int bytesPerElement) {
        return of(from, to, bytesPerElement, DEFAULT_BYTES);
    }

    /**
     * A range in pieces whose data takes up to {@code bytes}, or one element where that takes more.
     *
     * @param bytesPerElement the bytes that the work touches an element, over all columns
     * @throws InvalidSizeException if {@code from} is negative, {@code to} less than it, or {@code
     *     bytesPerElement} less than 1
     */
    public static Batches of(int from, int to, int bytesPerElement, int bytes) {
        if (bytesPerElement < 1) {
            throw new InvalidSizeException(
                    "Batches of elements of "
                            + bytesPerElement
                            + " bytes were asked for; use 1 or more.");
        }
        int fitting = Math.max(bytes / bytesPerElement, 1);
        return new Batches(from, to, fitting < ROUNDED_TO ? fitting : fitting & -ROUNDED_TO);
    }

    /** How many pieces there are; 0 for an empty range. */
    public int count() {
        int elements = to - from;
        // Not (elements + size - 1) / size, which overflows.
        return elements / size + (elements % size == 0 ? 0 : 1);
    }

    /**
     * The first index of a piece.
     *
     * @param piece 0 to {@link #count()} - 1
     * @throws OutOfBoundsException if there is no such piece
     */
    public int from(int piece) {
        if (piece < 0 || piece >= count()) {
            throw new OutOfBoundsException(
                    "Piece " + piece + " is outside " + this + " of " + count() + " pieces.");
        }
        return from + piece * size;
    }

    /**
     * The index behind the last of a piece.
     *
     * @param piece 0 to {@link #count()} - 1
     * @throws OutOfBoundsException if there is no such piece
     */
    public int to(int piece) {
        int first = from(piece);
        return to - first > size ? first + size : to;
    }

    /** Calls {@code body} for each piece, in ascending order. */
    public void forEach(Body body) {
        int first = from;
        while (to - first > size) {
            body.accept(first, first + size);
            first += size;
        }
        if (first < to) {
            body.accept(first, to);
        }
    }
}
