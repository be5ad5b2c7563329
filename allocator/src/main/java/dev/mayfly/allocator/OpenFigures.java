package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.internal.chunk.NativeStack;

import org.jspecify.annotations.Nullable;

/**
 * What the open scopes of an arena have in use, each without those inside it, as far as another
 * thread can see that.
 *
 * <p>How it works: a scope's bytes and slices are the difference of what its mark and that of the
 * scope inside it say; its buffers and objects the differences of its notes, each to the next one
 * of the same kind, or to what is handed out now. The thread of the arena may change all of this
 * meanwhile; so each number is looked at once, and differences that make no sense count as 0.
 */
final class OpenFigures {

    /** What a reader is told of an open scope. */
    @FunctionalInterface
    interface Reader {
        void read(Tag tag, long bytes, long things);
    }

    private OpenFigures() {}

    /** Tells of the scopes, the outermost first. */
    static void read(
            @Nullable FrameScope[] scopes,
            int depth,
            long[] thingsByNote,
            NativeStack slices,
            Reader reader) {
        int open = Math.min(depth, scopes.length);
        long most = Math.max(0, slices.used());
        long live = Math.max(0, slices.live());
        long outer = 0;
        for (int i = 0; i < open; i++) {
            FrameScope scope = scopes[i];
            if (scope == null) {
                return;
            }
            FrameScope inner = i + 1 < open ? scopes[i + 1] : null;
            long used = inner == null ? most : slices.usedBefore(inner.start);
            long taken = inner == null ? live : slices.countBefore(inner.start);
            long things = Math.clamp(taken - slices.countBefore(scope.start), 0, live);
            int lastNote = inner == null ? thingsByNote.length : inner.notes;
            for (int n = scope.notes; n < Math.min(lastNote, thingsByNote.length); n++) {
                things += thingsByNote[n];
            }
            reader.read(scope.tag, Math.clamp(used - outer, 0, most), things);
            outer = Math.max(outer, used);
        }
    }
}
