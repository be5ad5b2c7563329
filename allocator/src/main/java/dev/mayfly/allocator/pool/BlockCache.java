package dev.mayfly.allocator.pool;

import dev.mayfly.allocator.internal.pool.ThreadCache;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** The magazines of one thread, by size class. */
final class BlockCache extends ThreadCache {

    /** The smallest and the largest size class, as powers of two: 8 bytes and 4 KiB. */
    static final int SMALLEST_CLASS = 3;

    static final int LARGEST_CLASS = 12;

    static final long LARGEST_BYTES = 1L << LARGEST_CLASS;

    /** More than any result of {@link #classFor}. */
    static final int CLASSES = Long.SIZE + 1;

    /** By size class; null where no class is. */
    private final @Nullable Magazine[] magazines = new @Nullable Magazine[CLASSES];

    BlockCache(BlockDepot[] depots) {
        for (BlockDepot depot : depots) {
            magazines[classFor(depot.blockBytes())] = new Magazine(depot);
        }
    }

    /**
     * The power of two that holds {@code bytes}; one that no class has for what is out of range.
     */
    static int classFor(long bytes) {
        return Long.SIZE - Long.numberOfLeadingZeros(bytes - 1 | (1L << SMALLEST_CLASS) - 1);
    }

    /** The magazine for a request of {@code bytes}; null if no size class serves it. */
    @Nullable Magazine magazineFor(long bytes) {
        return magazines[classFor(bytes)];
    }

    /** Every magazine, by size class; not to be changed. */
    @Nullable Magazine[] magazines() {
        return magazines;
    }

    /** The magazine of a size class that there is. */
    Magazine magazineOf(BlockDepot depot) {
        return Objects.requireNonNull(magazineFor(depot.blockBytes()));
    }

    @Override
    protected void ownedBy(@Nullable Thread next) {
        super.ownedBy(next);
        for (Magazine magazine : magazines) {
            if (magazine != null) {
                magazine.ownedBy(next);
            }
        }
    }

    /** Gives every block to the depots. */
    void empty() {
        for (Magazine magazine : magazines) {
            if (magazine != null) {
                magazine.empty();
            }
        }
    }
}
