package dev.mayfly.ecs;

import dev.mayfly.allocator.internal.Safety;

import org.junit.jupiter.api.Tag;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How the run of all tests that this is part of stores components: the build has one of each. */
public final class Storage {

    /** Whether all types are stored as if they were {@link Sparse}. */
    public static final boolean SPARSE = Boolean.getBoolean("test.sparse");

    /** Whether a row that nobody has is refused where it is used. */
    public static final boolean REFUSES_STRAY_ROWS = Safety.CHECKED || SPARSE;

    private Storage() {}

    /** Marks tests of what columns with a row for each id alone can do. */
    @Tag(OfDenseColumns.TAG)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    public @interface OfDenseColumns {

        /** Named in the build. */
        String TAG = "of-dense-columns";
    }
}
