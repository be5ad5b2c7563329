package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.References;
import dev.mayfly.allocator.internal.Safety;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * A map from {@code int} to references that grows, taken from a frame by {@link
 * FrameArena#intObjectMap}. Every key may be used; values are not null.
 *
 * <p>Entries can be gone through by index, as those of a list, in the order in which they were
 * added; a removal puts the last one into the place of the one that is removed.
 *
 * <p>It lives as long as the scope that it was taken in, also when it grows inside an inner scope.
 * It lets go of a value when that is removed, and of all of them when the scope ends, so a frame
 * that has ended keeps no object reachable. Its storage is recycled, grown as it is, so a map that
 * is filled alike every frame allocates nothing; nor does any method. What throws changes nothing.
 * For the thread that owns the arena.
 *
 * @param <T> what the values are
 */
public final class IntObjectMap<T> extends IntKeys {

    /** Bytes of a key, a reference and two slots; those of a small map take half as much. */
    static final int ENTRY_BYTES = KEY_BYTES + ObjectList.REFERENCE_BYTES + 2 * Integer.BYTES;

    /**
     * What is done with each entry.
     *
     * @param <T> what the values are
     */
    @FunctionalInterface
    public interface EntryConsumer<T> {

        /** Does it for one entry. */
        void accept(int key, T value);
    }

    @Nullable Object[] values;

    IntObjectMap(BufferOrigin origin, int sizeClass, int room) {
        super(origin, sizeClass, room);
        this.values = new @Nullable Object[room];
    }

    private IntObjectMap(IntObjectMap<T> that) {
        super(that);
        this.values = that.values;
    }

    /**
     * The value for {@code key}, or null if there is none, as {@link java.util.Map#get} has it.
     *
     * @throws ExpiredException if the map's scope has ended
     */
    @SuppressWarnings("unchecked") // nothing but T is put in
    public @Nullable T get(int key) {
        int index = indexOf(key);
        return index < 0 ? null : (T) values[index];
    }

    /**
     * Sets the value for {@code key}.
     *
     * @return whether the key is new
     * @throws NullPointerException if the value is null
     * @throws ExpiredException if the map's scope has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the map cannot grow further
     */
    public boolean put(int key, T value) {
        if (Safety.CHECKED) {
            changing();
        }
        requireNonNull(value);
        int before = length;
        int index = provide(key);
        values[index] = value;
        return index == before;
    }

    /**
     * The value of the entry at {@code index}.
     *
     * @throws OutOfBoundsException if there is no such entry
     * @throws ExpiredException if the map's scope has ended
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // nothing but T is put in
    public T valueAt(int index) {
        if (Safety.CHECKED) {
            using();
        }
        return (T) values[check(index)];
    }

    /**
     * Sets the value of the entry at {@code index}.
     *
     * @throws NullPointerException if the value is null
     * @throws OutOfBoundsException if there is no such entry
     * @throws ExpiredException if the map's scope has ended
     */
    public void setValueAt(int index, T value) {
        if (Safety.CHECKED) {
            changing();
        }
        requireNonNull(value);
        values[check(index)] = value;
    }

    /**
     * Does something with each entry, by index. It may set values, and add entries, which are gone
     * through as well; it must not remove any.
     *
     * @throws ExpiredException if the map's scope has ended, also meanwhile
     */
    public void forEach(EntryConsumer<? super T> consumer) {
        for (int i = 0; i < length(); i++) {
            consumer.accept(keys[i], valueAt(i));
        }
    }

    private void requireNonNull(@Nullable Object value) {
        if (value == null) {
            throw new NullPointerException(
                    title() + " was given null as a value; remove the key instead.");
        }
    }

    @Override
    void moveValue(int from, int to) {
        values[to] = values[from];
        values[from] = null;
    }

    @Override
    void extendValues(int room) {
        values = Arrays.copyOf(values, room);
    }

    @Override
    void clearStorage() {
        super.clearStorage();
        References.clear(values, length);
    }

    @Override
    int elementBytes() {
        return ENTRY_BYTES;
    }

    @Override
    IntObjectMap<T> fresh() {
        return new IntObjectMap<>(this);
    }

    @Override
    void replaceStorage(int room) {
        replaceKeys(room);
        values = new @Nullable Object[room];
    }

    @Override
    void swapStorage(BufferHandle other) {
        IntObjectMap<?> that = (IntObjectMap<?>) other;
        swapKeys(that);
        @Nullable Object[] mine = values;
        values = that.values;
        that.values = mine;
    }

    @Override
    void poison() {
        poisonKeys();
        Arrays.fill(values, null);
    }
}
