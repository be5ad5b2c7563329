package dev.mayfly.allocator;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Objects;

/**
 * What the open scopes of an arena have to undo.
 *
 * <p>How it works: the first time a scope takes from something {@link RecycledStack}, a note is
 * made of how many of that were handed out before; closing the scope goes through its notes, last
 * first, and sets each back. So the cost of a scope grows with the kinds of things taken in it, and
 * a buffer costs its release alone.
 *
 * <p>A frame like the one before makes the same notes in the same order, so references are stored
 * only where they differ: that spares the GC's write barrier, which on old objects is a fence.
 */
final class TakeNotes {

    private @Nullable RecycledStack[] noted = new RecycledStack[16];
    private int[] notedNext = new int[16];
    private int[] notedDepth = new int[16];

    /**
     * Notes, behind the first {@code index} notes, how {@code from} stands, before the scope at
     * {@code depth} first takes from it.
     */
    @SuppressWarnings("ReferenceEquality") // that very one
    void note(int index, RecycledStack from, int depth) {
        if (index == noted.length) {
            makeRoom();
        }
        if (noted[index] != from) {
            noted[index] = from;
        }
        notedNext[index] = from.next;
        notedDepth[index] = from.takenAt;
        from.takenAt = depth;
    }

    private void makeRoom() {
        noted = Arrays.copyOf(noted, noted.length * 2);
        notedNext = Arrays.copyOf(notedNext, notedNext.length * 2);
        notedDepth = Arrays.copyOf(notedDepth, notedDepth.length * 2);
    }

    /**
     * Ends what the notes from {@code keep} up to {@code count} tell of; returns how many things
     * that was.
     */
    long release(int keep, int count) {
        long things = 0;
        for (int i = count; i > keep; ) {
            RecycledStack from = Objects.requireNonNull(noted[--i]);
            things += from.next - notedNext[i];
            if (from instanceof SizeClass buffers) {
                // Said apart, so that this call has one target and can be inlined.
                buffers.release(notedNext[i]);
            } else {
                from.release(notedNext[i]);
            }
            from.takenAt = notedDepth[i];
        }
        return things;
    }

    /** As {@link #release}, where that has failed on the way; makes nothing. */
    void drop(int keep, int count) {
        for (int i = count; i > keep; ) {
            RecycledStack from = Objects.requireNonNull(noted[--i]);
            if (from.next > notedNext[i]) {
                from.drop(notedNext[i]);
            }
            from.takenAt = notedDepth[i];
        }
    }

    /** The one of {@code count} notes under which what is at that place of a class was taken. */
    int noteOf(SizeClass from, int place, int count) {
        int note = count - 1;
        while (noted[note] != from || notedNext[note] > place) {
            note--;
        }
        return note;
    }

    /** How many things each of the notes stands for, as far as another thread can see that. */
    long[] thingsByNote(int count) {
        @Nullable RecycledStack[] by = noted;
        int[] next = notedNext;
        int made = Math.min(count, Math.min(by.length, next.length));
        long[] things = new long[made];
        IdentityHashMap<RecycledStack, Integer> upTo = new IdentityHashMap<>();
        for (int n = made - 1; n >= 0; n--) {
            RecycledStack from = by[n];
            if (from == null) {
                continue;
            }
            int first = next[n];
            Integer until = upTo.put(from, first);
            things[n] = Math.max(0, (until == null ? from.next : until) - first);
        }
        return things;
    }
}
