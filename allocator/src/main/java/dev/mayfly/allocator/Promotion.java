package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.Site;
import dev.mayfly.allocator.internal.ledger.Charge;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something that has left its frame and lives until this is closed; {@link FrameArena#promote},
 * {@link FrameRows#promote} and {@link FrameObjects#promote} make it.
 *
 * <p>One that is never closed is a leak: {@link FrameAllocator#promoted()} lists it, and closing
 * the allocator throws. May be used and closed by any thread, in an order that the program sees to.
 *
 * @param <T> what was promoted
 */
public final class Promotion<T> implements AutoCloseable {

    private final OpenPromotions promotions;
    private final T thing;
    private final long bytes;
    private final String description;
    private final Runnable release;
    private final @Nullable Charge charge;
    private final AtomicBoolean closed = new AtomicBoolean();

    Promotion(
            OpenPromotions promotions,
            T thing,
            String what,
            long bytes,
            String from,
            Runnable release,
            @Nullable Charge charge) {
        this.promotions = promotions;
        this.thing = thing;
        this.bytes = bytes;
        this.release = release;
        this.charge = charge;
        @Nullable String site = Safety.PARANOID ? Site.ofCaller() : null;
        this.description =
                what
                        + " ("
                        + bytes
                        + " bytes), promoted on "
                        + from
                        + (site == null ? "" : " at " + site);
        promotions.add(this);
    }

    /**
     * What was promoted; the same object each time.
     *
     * @throws ExpiredException if this was closed
     */
    public T get() {
        if (closed.get()) {
            throw new ExpiredException(
                    "What was promoted was asked for after it was closed: "
                            + description
                            + ". Close it after its last use.");
        }
        return thing;
    }

    /** Bytes that are kept from being used again; 0 for an object of the user's class. */
    public long bytes() {
        return bytes;
    }

    /** Whether this was closed. */
    public boolean isClosed() {
        return closed.get();
    }

    /**
     * Ends what was promoted: using it throws from now on. Closing again does nothing.
     *
     * @throws MemorySourceException if the source has failed to take the memory of a slice back;
     *     this is closed all the same, no group is charged any more, and closing the allocator
     *     tries again
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            promotions.remove(this);
            try {
                release.run();
            } finally {
                if (charge != null) {
                    charge.close();
                }
            }
        }
    }

    /** What this is, how large, and where it was promoted. */
    @Override
    public String toString() {
        return description + (closed.get() ? " (closed)" : "");
    }
}
