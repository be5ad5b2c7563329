package dev.mayfly.allocator.internal.pool;

import dev.mayfly.allocator.internal.NativeAccess;
import dev.mayfly.allocator.internal.Site;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Set;

/**
 * Paranoid only: what watches over one block from its taking to its return.
 *
 * <p>The block stands between two canaries of {@link #CANARY_BYTES} bytes, is filled with {@link
 * #POISON} when it is taken, and is seen through an {@link Arena} of its own, which closes with the
 * block: the JDK then refuses a segment that was kept. On return the canaries are compared, and all
 * of it is filled with poison, which is compared before the block is handed out again; a byte that
 * differs was written in between, by native code or through an address.
 */
public final class BlockGuard {

    /** A cache line, so that it does not cost a block its alignment. */
    public static final long CANARY_BYTES = 64;

    /** What free and untouched bytes hold. */
    public static final byte POISON = (byte) 0xDB;

    private static final byte CANARY = (byte) 0xCA;

    private final Arena lifetime = Arena.ofShared();
    private final MemorySegment whole;
    private final MemorySegment block;
    private final MemorySegment view;
    private final @Nullable String site = Site.ofCaller();

    /** The guards of the pool's live blocks; this is one of them until its end. */
    private final Set<BlockGuard> live;

    /** Guards a block of {@code bytes} bytes at the start of {@code memory}. */
    @SuppressWarnings("restricted")
    public BlockGuard(MemorySegment memory, long bytes, Set<BlockGuard> live) {
        this.live = live;
        whole = memory.asSlice(0, bytes + 2 * CANARY_BYTES);
        block = memory.asSlice(CANARY_BYTES, bytes);
        whole.fill(CANARY);
        block.fill(POISON);
        // Restricted, but safe: same address and size, and the memory outlives the view.
        try {
            view = block.reinterpret(lifetime, null);
        } catch (IllegalCallerException denied) {
            throw NativeAccess.deniedToLevel(denied);
        }
        live.add(this);
    }

    /** What a block of {@code bytes} bytes needs with its canaries, in bytes. */
    public static long bytesAround(long bytes) {
        return Math.ceilDiv(bytes, CANARY_BYTES) * CANARY_BYTES + 2 * CANARY_BYTES;
    }

    /** Makes memory look as it has to where no block is in use. */
    public static void bury(MemorySegment memory) {
        memory.fill(POISON);
    }

    /** Whether buried memory was written to. */
    public static boolean wasDisturbed(MemorySegment memory) {
        return differs(memory, POISON);
    }

    /** The block's memory, for as long as the block is in use. */
    public MemorySegment view() {
        return view;
    }

    /**
     * Ends the use of the block; returns what was found overwritten.
     *
     * @throws IllegalStateException if another thread is accessing it; nothing has changed then
     */
    public @Nullable String endAndFindDamage() {
        if (!live.contains(this)) {
            return null; // the pool was closed before
        }
        end();
        String damage =
                differs(whole.asSlice(0, CANARY_BYTES), CANARY)
                        ? "before"
                        : differs(whole.asSlice(CANARY_BYTES + block.byteSize()), CANARY)
                                ? "behind"
                                : null;
        bury(whole);
        return damage == null
                ? null
                : "Bytes "
                        + damage
                        + " a block of "
                        + block.byteSize()
                        + " bytes were overwritten."
                        + sentence();
    }

    /**
     * Makes the view refuse every access.
     *
     * @throws IllegalStateException if another thread is accessing it; nothing has changed then
     */
    public void end() {
        lifetime.close();
        live.remove(this);
    }

    /** Where the block was taken, for messages. */
    public String sentence() {
        return Site.sentence(site);
    }

    private static boolean differs(MemorySegment bytes, byte expected) {
        for (long i = 0; i < bytes.byteSize(); i++) {
            if (bytes.get(ValueLayout.JAVA_BYTE, i) != expected) {
                return true;
            }
        }
        return false;
    }
}
