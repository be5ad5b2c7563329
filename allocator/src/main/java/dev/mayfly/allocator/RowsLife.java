package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.Site;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** The life of a buffer of rows, and what messages call the buffer. */
final class RowsLife {

    private final @Nullable String name;

    /** The buffer; one without a name is called by its class. */
    private @Nullable Object buffer;

    private boolean live = true;

    /**
     * In whose frame the buffer was taken, in the scope at {@link #depth}; null for one made with
     * {@code new} or promoted.
     */
    private @Nullable OpenFrame frame;

    private boolean promoted;

    private int depth;

    /** What messages say of the end of one that is of no frame. */
    private String closing = "It was closed. Use it before that only.";

    /** Where it was taken; kept in paranoid only. */
    private @Nullable String site;

    RowsLife(@Nullable String name) {
        this.name = name;
    }

    /** Says whose life this is, once there is the buffer. */
    void of(Object itsBuffer) {
        buffer = itsBuffer;
    }

    Object buffer() {
        return Objects.requireNonNull(buffer, "The buffer says so when it is made");
    }

    /** What messages call the buffer. */
    String title() {
        if (name != null) {
            return name;
        }
        Class<?> type = buffer().getClass();
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    boolean isLive() {
        return live;
    }

    /** In whose frame it lives; null for none. */
    @Nullable OpenFrame frame() {
        return frame;
    }

    /** The depth of the scope that it was taken in. */
    int depth() {
        return depth;
    }

    /** A life that ends with the scope at {@code scopeDepth}. */
    void beginIn(OpenFrame open, int scopeDepth) {
        frame = open;
        promoted = false;
        depth = scopeDepth;
        live = true;
        if (Safety.PARANOID) {
            site = Site.ofCaller();
        }
    }

    /** The life goes on after the scope. */
    void leaveFrame() {
        frame = null;
        promoted = true;
    }

    void end() {
        live = false;
    }

    void requireLive() {
        if (!live) {
            throw new ExpiredException(title() + " was used after its end. " + explainEnd());
        }
    }

    /** Has messages say this of its end, if it is of no frame. */
    void explainEnd(String how) {
        closing = how;
    }

    String explainEnd() {
        if (promoted) {
            return PromotionOrigin.EXPLANATION;
        }
        OpenFrame from = frame;
        return from == null
                ? closing
                : "The scope it was taken in has ended, or it was closed, on "
                        + from.identity.describe()
                        + ". Take it anew in each frame, or in the outermost scope that uses it."
                        + Site.sentence(site);
    }
}
