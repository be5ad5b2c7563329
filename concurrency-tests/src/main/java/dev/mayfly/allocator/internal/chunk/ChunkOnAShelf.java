package dev.mayfly.allocator.internal.chunk;

import dev.mayfly.allocator.source.MemorySource;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * An arena takes its chunk back and leaves another one, while somebody else looks for a chunk. The
 * second number is the chunk that the other one found, 0 for none.
 */
@JCStressTest
@Outcome(
        id = {"true, 0", "true, 2", "false, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "One has the first chunk; the second is for whoever comes later.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both have the first chunk, or nobody.")
@State
public class ChunkOnAShelf {

    private static final ChunkStore STORE = new ChunkStore(MemorySource.ofHeap());
    private static final Chunk FIRST = STORE.takeNew(64, 8);
    private static final Chunk SECOND = STORE.takeNew(64, 8);

    private final Shelf shelf = new Shelf();

    /** Leaves the first chunk. */
    public ChunkOnAShelf() {
        shelf.leave(FIRST);
    }

    @Actor
    public void ownerGoesOn(ZI_Result result) {
        result.r1 = shelf.takeBack();
        if (result.r1) {
            shelf.leave(SECOND);
        }
    }

    @Actor
    @SuppressWarnings("ReferenceEquality") // those very chunks
    public void otherLooks(ZI_Result result) {
        Chunk found = shelf.takeFitting(64, 8);
        result.r2 = found == FIRST ? 1 : found == SECOND ? 2 : 0;
    }
}
