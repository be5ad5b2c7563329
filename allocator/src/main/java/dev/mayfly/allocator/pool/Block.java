package dev.mayfly.allocator.pool;

import dev.mayfly.allocator.error.CorruptedMemoryException;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ReturnedTwiceException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.pool.BlockGuard;
import dev.mayfly.allocator.internal.pool.BlockOrigin;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Native memory from a {@link BlockPool}, until it is closed.
 *
 * <p>In standard, block and segment are recycled together: one that was returned is refused until
 * it is handed out again, and then it is somebody else's. In checked each take makes a new handle,
 * so the old one is refused for ever. A {@link MemorySegment} that was kept is another matter: in
 * paranoid the JDK throws {@link IllegalStateException} when it is touched after the return; at the
 * other levels it reads and writes memory that others may use, but never freed memory.
 *
 * <p>May be handed from thread to thread, as long as the program orders what they do with it.
 */
public final class Block implements AutoCloseable {

    private static final VarHandle MARK;

    static {
        try {
            MARK = MethodHandles.lookup().findVarHandle(Block.class, "mark", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * The number of this block among those of its depot while it is taken, and the complement of
     * that, which is negative, while it is not: one field for both keeps the handle at half a cache
     * line.
     */
    private int mark;

    /**
     * The magazine that handed it out last, whose owner may put it back without a search; null
     * where there is none.
     */
    private @Nullable Magazine home;

    private final BlockOrigin origin;
    private final MemorySegment segment;

    /** What paranoid knows of the last taking; null at the other levels. */
    private @Nullable BlockGuard guard;

    Block(BlockOrigin origin, int id, MemorySegment segment, @Nullable BlockGuard guard) {
        this.origin = origin;
        this.mark = ~id;
        this.segment = segment;
        this.guard = guard;
    }

    /** The number of this block among those of its depot. */
    int id() {
        int marked = mark;
        return marked < 0 ? ~marked : marked;
    }

    /**
     * The memory, of {@link #size()} bytes, with whatever its last user left in it; in paranoid, a
     * pattern that stands out. The same object each time, also after the block was recycled.
     *
     * @throws ExpiredException if the block was returned; in standard, as long as it was not handed
     *     out again
     */
    public MemorySegment segment() {
        if (mark < 0) {
            throw expired();
        }
        return segment;
    }

    /**
     * The size, in bytes: that of the size class, or what was asked for where that is larger than
     * any.
     */
    public long size() {
        return segment.byteSize();
    }

    /**
     * Returns the block to its pool; any thread may do so.
     *
     * @throws ReturnedTwiceException if it was returned before; in standard, as long as it was not
     *     handed out again, and not for certain if two threads do it at the same time
     * @throws CorruptedMemoryException in paranoid, if bytes around it were overwritten; it was
     *     returned all the same
     * @throws IllegalStateException in paranoid, if another thread is reading or writing the
     *     segment at this moment; the block was not returned
     */
    @Override
    public void close() {
        Magazine from = home;
        int id = mark;
        if (id >= 0 && !Safety.CHECKED && from != null && from.belongsTo(Thread.currentThread())) {
            from.give(id);
            mark = ~id;
        } else {
            closeSlowly();
        }
    }

    private void closeSlowly() {
        int id = mark;
        if (id < 0 || !MARK.compareAndSet(this, id, ~id)) {
            throw new ReturnedTwiceException(
                    this
                            + " was returned, and had been before. Return each block once, where"
                            + " its last user is done."
                            + sentence());
        }
        String damage = guard == null ? null : endGuard(guard);
        origin.takeBack(id, size());
        if (damage != null) {
            throw new CorruptedMemoryException(
                    damage
                            + " Native code or a kept address wrote outside its block; look at what"
                            + " this one and its neighbours were given to.");
        }
    }

    private @Nullable String endGuard(BlockGuard guarded) {
        try {
            return guarded.endAndFindDamage();
        } catch (IllegalStateException inUse) {
            mark = id();
            throw inUse;
        }
    }

    /** Marks the block, which has the number {@code id}, as handed out by {@code from}. */
    void handOut(int id, @Nullable Magazine from) {
        mark = id;
        // Written only where it differs: that needs no GC barrier.
        if (home != from) {
            home = from;
        }
    }

    /**
     * Another handle for the same memory, from checked on. In paranoid {@link #segment} is that of
     * {@code blockBytes} bytes and its canaries, which this one keeps to itself.
     *
     * @throws CorruptedMemoryException in paranoid, if the memory was written to since its return;
     *     it is sound again
     */
    Block renewed(long blockBytes) {
        if (!Safety.PARANOID) {
            return new Block(origin, id(), segment, null);
        }
        if (BlockGuard.wasDisturbed(segment)) {
            BlockGuard.bury(segment);
            throw new CorruptedMemoryException(
                    "Block "
                            + id()
                            + " of "
                            + blockBytes
                            + " bytes was written to after it was returned. Native code, or a kept"
                            + " address, did so; it is free again."
                            + sentence());
        }
        guard = new BlockGuard(segment, blockBytes, origin.guards());
        return new Block(origin, id(), guard.view(), guard);
    }

    private ExpiredException expired() {
        return new ExpiredException(
                this
                        + " was used after it was returned. Take a block anew, or return it where"
                        + " its last user is done."
                        + sentence());
    }

    private String sentence() {
        return guard == null ? "" : guard.sentence();
    }

    @Override
    public String toString() {
        return "Block " + id() + " of " + size() + " bytes" + (mark < 0 ? " (returned)" : "");
    }
}
