package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.Safety;

/**
 * How much misuse is caught, for the whole process: {@code
 * -Dmayfly.safety=standard|checked|paranoid}, read once, so that the JIT compiles the checks of the
 * other levels away.
 */
public enum SafetyLevel {

    /**
     * The default. Index bounds, sizes and alignments, frame and scope order; a typed buffer or
     * list used after its scope ended is caught until its storage is handed out again. A native
     * slice used after its scope ended is not caught. Allocates nothing in steady state.
     */
    STANDARD,

    /**
     * Everything in {@link #STANDARD}, and every use after the end of a scope, of typed buffers,
     * lists and native slices, every use of an arena by a thread that does not own it, and every
     * close of a scope that has ended. Makes some garbage: a new handle for each one that expires.
     */
    CHECKED,

    /**
     * Everything in {@link #CHECKED}; storage is poisoned when taken uninitialized and when
     * released, native slices stand between canaries that are verified at the end of their scope,
     * released storage is held back before it is used again, and messages name the place where the
     * thing was allocated. Slow; meant for tests and for the hunt.
     */
    PARANOID;

    /** The level in force in this process. */
    public static SafetyLevel current() {
        if (Safety.PARANOID) {
            return PARANOID;
        }
        return Safety.CHECKED ? CHECKED : STANDARD;
    }
}
