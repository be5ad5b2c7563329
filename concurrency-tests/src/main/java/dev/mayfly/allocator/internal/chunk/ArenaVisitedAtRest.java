package dev.mayfly.allocator.internal.chunk;

import dev.mayfly.allocator.source.MemorySource;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;

/**
 * The owner of an arena has two frames, while a visitor takes its chunk and comes to it at rest.
 * What they touch is a plain number: it counts the frames, by ones, and the visits, by tens. The
 * second number is how often the visitor was let in, the third whether the owner found the chunk
 * gone.
 */
@JCStressTest
@Outcome(
        id = {"2, 0, false", "2, 0, true", "12, 1, false", "12, 1, true"},
        expect = Expect.ACCEPTABLE,
        desc = "No frame and no visit was lost.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A frame and a visit were at once.")
@State
public class ArenaVisitedAtRest {

    private static final ChunkStore STORE = new ChunkStore(MemorySource.ofHeap());
    private static final Chunk CHUNK = STORE.takeNew(64, 8);

    private final Shelf shelf = new Shelf();
    private int touched;
    private int visits;
    private boolean lacking;

    /** At rest, with a chunk. */
    public ArenaVisitedAtRest() {
        shelf.leave(CHUNK);
    }

    @Actor
    public void owner() {
        lacking = !shelf.takeBack();
        touched++;
        shelf.leave(lacking ? null : CHUNK);
        lacking |= !shelf.takeBack();
        touched++;
        shelf.leave(null);
    }

    @Actor
    public void visitor() {
        shelf.take();
        long visit = shelf.beginVisit();
        if (visit != Shelf.REFUSED) {
            touched += 10;
            visits++;
            shelf.endVisit(visit);
        }
    }

    @Arbiter
    public void count(IIZ_Result result) {
        result.r1 = touched;
        result.r2 = visits;
        result.r3 = lacking;
    }
}
