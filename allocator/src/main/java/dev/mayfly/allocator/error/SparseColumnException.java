package dev.mayfly.allocator.error;

import java.io.Serial;

/**
 * Elements of a sparse column were to be used as a range that lies side by side in memory: to be
 * sorted, searched or shown as a segment. The column has elements for few of its indices, packed,
 * in an order of their own. Nothing was changed.
 */
public final class SparseColumnException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /**
     * Made by the allocator.
     *
     * @param use which column was to be used and how, without a stop
     * @param advice as a sentence
     */
    public SparseColumnException(String use, String advice) {
        super(use + ": it is sparse, so its elements lie packed and not by index. " + advice);
    }
}
