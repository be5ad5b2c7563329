package dev.mayfly.ecs.internal.access;

import dev.mayfly.ecs.error.UndeclaredReadException;
import dev.mayfly.ecs.error.UndeclaredWriteException;

import java.util.Collections;
import java.util.Set;

/** What a class of systems may read and write. */
public final class SystemAccess {

    /** What else there is to say of a system. */
    public enum Trait {
        /** An annotation declares what it uses, and not fields alone. */
        DECLARED,
        /**
         * It has to run alone: because it says so, because nothing says what it does, or because it
         * uses all threads itself.
         */
        EXCLUSIVE,
        /**
         * It has commands to record with. They are replayed after its turn, and a system that comes
         * later is to see that, so it cannot run beside this one.
         */
        RECORDING
    }

    private final Class<?> system;
    private final Set<Class<?>> reads;
    private final Set<Class<?>> writes;
    private final Set<Trait> traits;

    /**
     * Makes it of what was declared.
     *
     * @param reads what is read and not written
     */
    public SystemAccess(
            Class<?> system, Set<Class<?>> reads, Set<Class<?>> writes, Set<Trait> traits) {
        this.system = system;
        this.reads = Set.copyOf(reads);
        this.writes = Set.copyOf(writes);
        this.traits = Set.copyOf(traits);
    }

    /** The class of the system. */
    public Class<?> system() {
        return system;
    }

    /** What is read and not written. */
    public Set<Class<?>> reads() {
        return reads;
    }

    /** What is written. */
    public Set<Class<?>> writes() {
        return writes;
    }

    /** Whether an annotation declares what it uses. */
    public boolean isDeclared() {
        return traits.contains(Trait.DECLARED);
    }

    /** Whether it has to run alone. */
    public boolean isExclusive() {
        return traits.contains(Trait.EXCLUSIVE);
    }

    /** Whether it has commands to record with. */
    public boolean isRecording() {
        return traits.contains(Trait.RECORDING);
    }

    /** Whether it may write components or events of the type. */
    public boolean mayWrite(Class<?> type) {
        return writes.contains(type);
    }

    /** Whether it may read them. */
    public boolean mayRead(Class<?> type) {
        return reads.contains(type) || writes.contains(type);
    }

    /** What to throw where the system has read what it may not. */
    UndeclaredReadException read(Class<?> type, String what) {
        return new UndeclaredReadException(system, type, what);
    }

    /**
     * What to throw where it has written what it may not.
     *
     * @param what it did, in the past
     */
    UndeclaredWriteException wrote(Class<?> type, String what) {
        return new UndeclaredWriteException(system, mayRead(type), type, what);
    }

    /** Whether one of the two writes what the other reads or writes. */
    public boolean conflictsWith(SystemAccess other) {
        return !Collections.disjoint(writes, other.writes)
                || !Collections.disjoint(writes, other.reads)
                || !Collections.disjoint(reads, other.writes);
    }

    @Override
    public String toString() {
        return system.getSimpleName()
                + " reads "
                + reads
                + ", writes "
                + writes
                + (isExclusive() ? ", alone" : "");
    }
}
