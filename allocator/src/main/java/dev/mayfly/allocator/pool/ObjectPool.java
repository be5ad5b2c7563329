package dev.mayfly.allocator.pool;

import dev.mayfly.allocator.error.ForeignObjectException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.ReturnedTwiceException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.pool.ObjectCache;
import dev.mayfly.allocator.internal.pool.ObjectDepot;
import dev.mayfly.allocator.internal.pool.ObjectLedger;
import dev.mayfly.allocator.internal.pool.ThreadCaches;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Java objects that are used again instead of being made anew.
 *
 * <pre>{@code
 * ObjectPool<Path> paths = ObjectPool.of(Path::new).reset(Path::clear).bound(4_096).build();
 * Path path = paths.take();
 * ...
 * paths.give(path);
 * }</pre>
 *
 * <p>There is always one to be had: where none is idle, one is made. An object that was returned
 * was reset, and waits for the next taker, unless as many wait as the pool is bound to; then it is
 * handed to the {@linkplain Builder#onDrop hook} for that, and left to the garbage collector. An
 * object that is never returned is left to that alone.
 *
 * <p>May be used by any thread. Each platform thread keeps up to 2,048 objects at hand, as a part
 * of the bound, and exchanges them with the others in batches, under a lock; it makes no difference
 * which thread returns an object. Virtual threads keep none, and pay for the lock each time. Taking
 * and returning allocate nothing on the heap where objects are idle (in standard; the other levels
 * make some garbage).
 *
 * <p>In standard nothing notices an object that is returned twice, or to the wrong pool: two users
 * may get the same one then. From checked on both are refused, and where the JVM runs with the
 * agent (this jar as {@code -javaagent}) whoever reads or writes a field of a returned object is
 * thrown {@link dev.mayfly.allocator.error.ExpiredException}.
 *
 * @param <T> what is pooled
 */
public final class ObjectPool<T> {

    private final Supplier<? extends T> maker;
    private final Consumer<? super T> reset;
    private final Consumer<? super T> onDrop;
    private final ObjectDepot depot;
    private final ThreadCaches<ObjectCache> caches = new ThreadCaches<>(ObjectCache::new);
    private final @Nullable ObjectLedger ledger = Safety.CHECKED ? new ObjectLedger() : null;

    /**
     * The cache of the thread that has been here longest, for a shorter way to it. Read and written
     * without synchronization: see {@link BlockCaches}.
     */
    private @Nullable ObjectCache near;

    private ObjectPool(Builder<T> from) {
        maker = from.maker;
        reset = from.reset;
        onDrop = from.onDrop;
        depot = new ObjectDepot(from.bound);
        for (int i = 0; i < from.prefill; i++) {
            depot.give(make());
        }
    }

    /**
     * Begins to describe a pool.
     *
     * @param maker makes an object as it is after a reset; called on the thread that takes
     */
    public static <T> Builder<T> of(Supplier<? extends T> maker) {
        return new Builder<>(maker);
    }

    /**
     * Takes an object: one that was returned and reset, or a new one. What the maker throws passes
     * through; nothing was taken then.
     */
    public T take() {
        ObjectCache mine = Safety.CHECKED ? null : find();
        return mine != null && mine.hasObject() ? cast(mine.take()) : takeSlowly();
    }

    private @Nullable ObjectCache find() {
        ObjectCache likely = near;
        return likely != null && likely.belongsTo(Thread.currentThread()) ? likely : caches.find();
    }

    private T takeSlowly() {
        Object found = Thread.currentThread().isVirtual() ? depot.take() : takeFrom(mine());
        T object = found == null ? make() : cast(found);
        if (ledger != null) {
            ledger.noteTake(object);
            ledger.beginUse(object);
        }
        return object;
    }

    private @Nullable Object takeFrom(ObjectCache mine) {
        if (!mine.hasObject()) {
            depot.refill(mine);
            if (!mine.hasObject()) {
                caches.vacateDead(depot::reclaim);
                depot.refill(mine);
            }
        }
        return mine.hasObject() ? mine.take() : depot.take();
    }

    /**
     * Resets an object and takes it back; the caller must not use it any more. What the reset or
     * the hook for dropped objects throws passes through; the object is not used again then.
     *
     * @throws ReturnedTwiceException from checked on, if it was returned before
     * @throws ForeignObjectException from checked on, if this pool did not hand it out
     */
    public void give(T object) {
        if (Safety.CHECKED) {
            Objects.requireNonNull(ledger).noteReturn(object);
        }
        reset.accept(object);
        if (Safety.CHECKED) {
            Objects.requireNonNull(ledger).endUse(object);
        }
        ObjectCache mine = find();
        if (mine == null || !mine.give(object)) {
            giveSlowly(object);
        }
    }

    private void giveSlowly(T object) {
        if (!Thread.currentThread().isVirtual()) {
            ObjectCache mine = mine();
            if (mine.give(object)) {
                return;
            }
            depot.makeRoom(mine);
            if (mine.give(object)) {
                return;
            }
        }
        if (!depot.give(object)) {
            drop(object);
        }
    }

    /** Lets go of an object that there is no room for; it is the hook's to use once more. */
    private void drop(T object) {
        if (ledger != null) {
            ledger.beginUse(object);
        }
        try {
            onDrop.accept(object);
        } finally {
            if (ledger != null) {
                ledger.endUse(object);
            }
        }
    }

    private ObjectCache mine() {
        ObjectCache mine = caches.find();
        if (mine == null) {
            mine = caches.claim();
            // One that is taken over from a dead thread keeps its part of the bound, and its
            // objects.
            if (mine.capacity() == 0) {
                depot.reserve(mine);
            }
            if (caches.isFirst(mine)) {
                near = mine;
            }
        }
        return mine;
    }

    private T make() {
        return Objects.requireNonNull(
                maker.get(),
                "The maker of an object pool returned null; have it return a new object.");
    }

    @SuppressWarnings("unchecked") // only what the maker made, or what was given as a T
    private T cast(Object pooled) {
        return (T) pooled;
    }

    /**
     * Describes a pool; {@link ObjectPool#of} begins.
     *
     * @param <T> what is pooled
     */
    public static final class Builder<T> {

        private static final int DEFAULT_BOUND = 4_096;

        private final Supplier<? extends T> maker;
        private Consumer<? super T> reset = object -> {};
        private Consumer<? super T> onDrop = object -> {};
        private int bound = DEFAULT_BOUND;
        private int prefill;

        private Builder(Supplier<? extends T> maker) {
            this.maker = Objects.requireNonNull(maker);
        }

        /**
         * Sets what is done to each object that is returned, on the thread that does; else nothing.
         */
        public Builder<T> reset(Consumer<? super T> action) {
            reset = Objects.requireNonNull(action);
            return this;
        }

        /**
         * Sets what is done to each object that is returned while as many are idle as the pool
         * keeps, on the thread that returns it, after its reset; else nothing. It is the last that
         * is done to it: for objects that own something that has to be closed, or to count them.
         * Not called for objects that nobody returns, nor for idle ones of a pool that is dropped.
         */
        public Builder<T> onDrop(Consumer<? super T> action) {
            onDrop = Objects.requireNonNull(action);
            return this;
        }

        /**
         * Sets how many idle objects the pool keeps at most, those that threads have at hand
         * included; else 4,096.
         *
         * @throws InvalidSizeException if {@code objects} is less than 1
         */
        public Builder<T> bound(int objects) {
            if (objects < 1) {
                throw new InvalidSizeException(
                        "An object pool was to be bound to "
                                + objects
                                + " objects; use 1 or more.");
            }
            bound = objects;
            return this;
        }

        /**
         * Sets how many objects are made with the pool; else 0.
         *
         * @throws InvalidSizeException if {@code objects} is negative
         */
        public Builder<T> prefill(int objects) {
            if (objects < 0) {
                throw new InvalidSizeException(
                        "An object pool was to be filled with "
                                + objects
                                + " objects; use 0 or more.");
            }
            prefill = objects;
            return this;
        }

        /**
         * Makes the pool.
         *
         * @throws InvalidSizeException if it is to be filled with more objects than it is bound to
         */
        public ObjectPool<T> build() {
            if (prefill > bound) {
                throw new InvalidSizeException(
                        "An object pool was to be filled with "
                                + prefill
                                + " objects and bound to "
                                + bound
                                + "; raise the bound or fill it with less.");
            }
            return new ObjectPool<>(this);
        }
    }
}
