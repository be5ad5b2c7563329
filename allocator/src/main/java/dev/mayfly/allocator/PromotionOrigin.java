package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.ledger.Charge;

import org.jspecify.annotations.Nullable;

/** Where a buffer or list that was promoted came from; its groups are charged for its growth. */
final class PromotionOrigin extends BufferOrigin {

    static final String EXPLANATION =
            "It had been promoted, and what promote() returned was closed. Close that after the"
                    + " last use.";

    private final BufferOrigin former;
    private final int elementBytes;
    private final @Nullable Charge charge;

    PromotionOrigin(BufferOrigin former, int elementBytes, @Nullable Charge charge) {
        this.former = former;
        this.elementBytes = elementBytes;
        this.charge = charge;
    }

    @Override
    void chargeGrowth(BufferHandle thing, int wanted, int depth) {
        if (charge != null) {
            charge.add((long) (wanted - thing.capacity) * elementBytes);
        }
    }

    @Override
    String describe(BufferHandle thing) {
        return former.describe(thing);
    }

    @Override
    String explainExpiry(BufferHandle thing) {
        return EXPLANATION;
    }
}
