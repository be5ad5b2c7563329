package starfall.component;

/** Mixes the values of one component into a number. */
public final class Digest {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private final boolean withIds;
    private long state;

    /**
     * A digest of nothing so far.
     *
     * @param withIds whether ids of entities count; they differ once a game was saved and loaded
     */
    public Digest(boolean withIds) {
        this.withIds = withIds;
    }

    public Digest begin(int entity, String type) {
        state = type.hashCode();
        return link(entity);
    }

    public Digest add(long value) {
        state = Long.rotateLeft((state ^ value) * PRIME, 29);
        return this;
    }

    public Digest add(int value) {
        return add((long) value);
    }

    /** -0 counts as 0, which it is where a file leaves out what is 0. */
    public Digest add(float value) {
        return add((long) Float.floatToIntBits(value + 0f));
    }

    public Digest add(double value) {
        return add(Double.doubleToLongBits(value));
    }

    public Digest add(boolean value) {
        return add(value ? 1L : 0L);
    }

    public Digest add(Enum<?> value) {
        return add(value.name());
    }

    public Digest add(String value) {
        return add((long) value.hashCode());
    }

    public Digest link(int entity) {
        return add(withIds ? entity : entity < 0 ? 0L : 1L);
    }

    public long end() {
        return (state ^ (state >>> 31)) * PRIME;
    }
}
