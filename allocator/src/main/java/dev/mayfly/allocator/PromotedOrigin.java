package dev.mayfly.allocator;

/** Where a buffer or list that was promoted came from; nobody is charged for its growth. */
final class PromotedOrigin extends BufferOrigin {

    static final String EXPLANATION =
            "It had been promoted, and what promote() returned was closed. Close that after the"
                    + " last use.";

    private final BufferOrigin former;

    PromotedOrigin(BufferOrigin former) {
        this.former = former;
    }

    @Override
    String describe(Expiring thing) {
        return former.describe(thing);
    }

    @Override
    String explainExpiry(Expiring thing) {
        return EXPLANATION;
    }
}
