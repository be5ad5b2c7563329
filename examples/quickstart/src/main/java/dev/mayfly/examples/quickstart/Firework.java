package dev.mayfly.examples.quickstart;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameRows;
import dev.mayfly.allocator.Promotion;
import dev.mayfly.allocator.team.Batches;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Rows that come and go: long-lived ones, and ones that live for a frame. */
public final class Firework {

    private static final MemoryLayout VERTEX =
            MemoryLayout.structLayout(ValueLayout.JAVA_FLOAT, ValueLayout.JAVA_FLOAT);

    private final FrameArena frame;
    private final FrameRows<Sparks> trails;

    /** A firework whose trails are rows of the arena's frames. */
    public Firework(FrameArena frame) {
        this.frame = frame;
        trails = frame.rows(Sparks::new); // once; it lives as long as the arena
    }

    /** Adds sparks that live on until they are removed. */
    public static void explode(Sparks sparks, float at) {
        int first = sparks.addRows(100);
        for (int row = first; row < sparks.size(); row++) {
            sparks.x.set(row, at);
        }
    }

    /** Moves the sparks, and removes those that have burnt out. */
    public static void burn(Sparks sparks, float seconds) {
        for (int row = 0; row < sparks.size(); row++) {
            sparks.age.add(row, seconds);
            sparks.x.add(row, sparks.speed.get(row) * seconds);
        }
        for (int row = sparks.size() - 1; row >= 0; row--) {
            if (sparks.age.get(row) > 2f) {
                sparks.removeSwap(row); // the last row, which was looked at before, moves here
            }
        }
    }

    /** Two passes over each piece while it is in the first level cache. */
    public static void slowDown(Sparks sparks) {
        Batches pieces = Batches.of(0, sparks.size(), 2 * Float.BYTES); // two columns
        pieces.forEach(
                (from, to) -> {
                    for (int row = from; row < to; row++) {
                        sparks.speed.set(row, sparks.speed.get(row) * 0.5f);
                    }
                    for (int row = from; row < to; row++) {
                        sparks.age.add(row, sparks.speed.get(row));
                    }
                });
    }

    /** Rows for this frame only; returns how many bytes would go to the GPU. */
    public long drawTrails(Sparks sparks) {
        Sparks trail = trails.take(); // ends with the innermost scope
        for (int row = 0; row < sparks.size(); row++) {
            trail.instance.set(trail.addRow(), sparks.x.get(row));
        }
        MemorySegment upload = trail.instance.segment(); // exactly the rows, 64-byte aligned
        return upload.byteSize();
    }

    /** Rows that live on until what this returns is closed, on whichever thread. */
    public Promotion<Sparks> explosion(float at) {
        Sparks sparks = trails.take();
        explode(sparks, at);
        return trails.promote(sparks); // the same object; nothing is copied
    }

    /** One slice for all vertices; returns the first coordinate of the last one. */
    public float vertices(Sparks sparks) {
        MemorySegment all = frame.allocate(VERTEX, sparks.size());
        for (int row = 0; row < sparks.size(); row++) {
            all.set(ValueLayout.JAVA_FLOAT, row * VERTEX.byteSize(), sparks.x.get(row));
        }
        return all.get(ValueLayout.JAVA_FLOAT, (sparks.size() - 1) * VERTEX.byteSize());
    }
}
