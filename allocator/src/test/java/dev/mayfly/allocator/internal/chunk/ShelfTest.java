package dev.mayfly.allocator.internal.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.SameAtEveryLevel;
import dev.mayfly.allocator.source.MemorySource;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Who has an arena between frames: its owner, a visitor, or nobody. */
@SameAtEveryLevel
class ShelfTest {

    private final ChunkStore store = new ChunkStore(MemorySource.ofHeap());
    private final Chunk chunk = store.takeNew(64, 8);
    private final Shelf shelf = new Shelf();

    @Test
    void anArenaInAFrameIsNotVisited() {
        assertThat(shelf.beginVisit()).isEqualTo(Shelf.REFUSED);
        shelf.leave(chunk);
        assertThat(shelf.takeBack()).isTrue();
        assertThat(shelf.beginVisit()).isEqualTo(Shelf.REFUSED);
        assertThat(shelf.take()).isNull();
    }

    @Test
    void thereIsOneVisitorAtATimeAndTheChunkStaysMeanwhile() {
        shelf.leave(chunk);
        long visit = shelf.beginVisit();
        assertThat(shelf.beginVisit()).isEqualTo(Shelf.REFUSED);
        assertThat(shelf.take()).isNull();
        shelf.endVisit(visit);
        assertThat(shelf.takeBack()).as("has its chunk").isTrue();
    }

    @Test
    void anOwnerWhoseChunkWasTakenBeforeAVisitIsTold() {
        shelf.leave(chunk);
        assertThat(shelf.take()).isSameAs(chunk);
        long visit = shelf.beginVisit();
        assertThat(visit).isNotEqualTo(Shelf.REFUSED);
        shelf.endVisit(visit);
        assertThat(shelf.takeBack()).as("has its chunk").isFalse();
    }

    @Test
    void anOwnerThatLeftNoChunkLacksNone() {
        shelf.leave(null);
        assertThat(shelf.take()).isNull();
        shelf.endVisit(shelf.beginVisit());
        assertThat(shelf.takeBack()).isTrue();
    }

    @Test
    void theOwnerWaitsForAVisitorToGo() throws Exception {
        shelf.leave(null);
        long visit = shelf.beginVisit();
        AtomicReference<Boolean> takenBack = new AtomicReference<>();
        Thread owner = Thread.ofPlatform().start(() -> takenBack.set(shelf.takeBack()));
        while (LockSupport.getBlocker(owner) != shelf && owner.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(takenBack).hasNullValue();
        shelf.endVisit(visit);
        owner.join();
        assertThat(takenBack).hasValue(true);
    }
}
