package dev.mayfly.allocator.internal.ledger;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/**
 * The place of a tag in the tables that arenas keep.
 *
 * <p>How it works: a tag that the collector has found leaves its place to one that is made later,
 * so a program that makes tags for each of its worlds, and lets go of them, needs no more places
 * than it has tags at once. An arena does not hear of that: it compares the number that it has met
 * at a place, this very object, with that of the tag at hand. It keeps numbers, and never tags.
 */
public final class TagNumber extends WeakReference<TagEntry> {

    private static final ReferenceQueue<TagEntry> ENDED = new ReferenceQueue<>();

    /** Those of tags that may be in use; without this the collector would not tell of their end. */
    private static final Set<TagNumber> ALL = new HashSet<>();

    private static final ArrayDeque<Integer> FREE = new ArrayDeque<>();

    public final int index;

    private TagNumber(TagEntry tag, int index) {
        super(tag, ENDED);
        this.index = index;
    }

    /** A number that no tag in use has. */
    public static synchronized TagNumber of(TagEntry tag) {
        for (Reference<?> ended = ENDED.poll(); ended != null; ended = ENDED.poll()) {
            if (ALL.remove(ended)) {
                FREE.push(((TagNumber) ended).index);
            }
        }
        // Every index up to the highest is either in use or free.
        int index = FREE.isEmpty() ? ALL.size() : FREE.pop();
        TagNumber number = new TagNumber(tag, index);
        ALL.add(number);
        return number;
    }
}
