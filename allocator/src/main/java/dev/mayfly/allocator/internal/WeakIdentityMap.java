package dev.mayfly.allocator.internal;

import org.jspecify.annotations.Nullable;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What is known of objects, each by its identity, without keeping one alive. May be used by any
 * thread.
 *
 * <p>How it works: an object that is kept stands behind a weak reference, and one that is looked up
 * behind a {@link Wanted}, of which the JIT makes no object: a look-up makes no garbage. What was
 * kept of objects that are gone is dropped with the next one that is added.
 *
 * @param <V> what is known of an object
 */
public final class WeakIdentityMap<V> {

    private final ConcurrentHashMap<Identity, V> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    /** Without any object. */
    public WeakIdentityMap() {}

    /** An object by its identity: to look one up, or to hold it. */
    private sealed interface Identity {

        @Nullable Object object();

        /** Whether both are of one object, which lives. */
        @SuppressWarnings("ReferenceEquality") // identity is the point
        static boolean same(Identity one, @Nullable Object other) {
            Object object = one.object();
            return other instanceof Identity that && object != null && object == that.object();
        }
    }

    /** For a look-up. */
    private record Wanted(Object object) implements Identity {

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return Identity.same(this, other);
        }
    }

    private static final class Held extends WeakReference<Object> implements Identity {

        private final int hash;

        Held(Object object, ReferenceQueue<Object> queue) {
            super(object, queue);
            hash = System.identityHashCode(object);
        }

        @Override
        public @Nullable Object object() {
            return get();
        }

        @Override
        public int hashCode() {
            return hash;
        }

        /** One whose object is gone is equal to itself, to be found and removed. */
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || Identity.same(this, other);
        }
    }

    /** What is known of an object; null if nothing is. */
    public @Nullable V get(Object object) {
        return values.get(new Wanted(object));
    }

    /** Keeps {@code value} as what is known of an object. */
    public void put(Object object, V value) {
        dropCollected();
        values.put(new Held(object, collected), value);
    }

    /** What is known of an object; if nothing is, what {@code maker} makes is from now on. */
    public V getOrPut(Object object, Supplier<? extends V> maker) {
        dropCollected();
        return values.computeIfAbsent(new Held(object, collected), key -> maker.get());
    }

    /** Drops what is known of an object. */
    public void remove(Object object) {
        values.remove(new Wanted(object));
    }

    /** Of how many objects something is known. */
    public int size() {
        return values.size();
    }

    @SuppressWarnings("CollectionUndefinedEquality") // what comes from the queue is a key
    private void dropCollected() {
        Reference<?> gone = collected.poll();
        while (gone != null) {
            values.remove(gone);
            gone = collected.poll();
        }
    }
}
