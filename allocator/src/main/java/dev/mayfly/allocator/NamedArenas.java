package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.NativeAccess;
import dev.mayfly.allocator.internal.TextOf;
import dev.mayfly.allocator.internal.Unclosed;
import dev.mayfly.allocator.internal.chunk.ChunkStore;
import dev.mayfly.allocator.internal.chunk.StackRemains;

import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The arenas of rings and scratches that have not been closed.
 *
 * <p>How it works: an arena is known weakly here. So one that its thread has dropped goes with all
 * that it has on the heap, however long the thread lives; what it has of native memory is kept
 * beside, to be given back then. It is looked for when other arenas come and go, and when memory is
 * let go of.
 *
 * <p>Why that is safe: its scopes and buffers lead to the {@link
 * dev.mayfly.allocator.internal.chunk.NativeStack} of an arena, and not to the arena itself. As
 * long as somebody has one of those, what it lies in stays; {@link StackRemains} has the rest.
 *
 * <p>Not safe for use by several threads: the allocator's lock is held around each call.
 */
final class NamedArenas {

    private static final System.Logger LOG = System.getLogger("dev.mayfly.allocator");

    private static final String KIND = "a ring or scratch";

    /** One that was not closed. */
    private record Named(
            WeakReference<FrameArena> arena,
            String name,
            Backing backing,
            StackRemains remains,
            @Nullable String site) {}

    private final List<Named> all = new ArrayList<>();

    /** Stores whose arenas are not here any more, and which closing the allocator closes too. */
    private final List<ChunkStore> kept = new ArrayList<>();

    void add(FrameArena arena, String name) {
        all.add(
                new Named(
                        new WeakReference<>(arena),
                        name,
                        arena.backing,
                        arena.slices.remains(),
                        Unclosed.siteOf(KIND)));
    }

    boolean contains(FrameArena arena) {
        return all.stream().anyMatch(each -> each.arena.refersTo(arena));
    }

    void remove(FrameArena arena) {
        all.removeIf(each -> each.arena.refersTo(arena));
    }

    /** Those that are there, in a new list. */
    List<FrameArena> there() {
        List<FrameArena> there = new ArrayList<>();
        forEach(there::add);
        return there;
    }

    /** Those whose thread has died. */
    List<FrameArena> ofTheDead() {
        List<FrameArena> found = List.of();
        for (int i = 0; i < all.size(); i++) {
            FrameArena arena = all.get(i).arena.get();
            if (arena != null && !arena.owner().isAlive()) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.add(arena);
            }
        }
        return found;
    }

    void forEach(Consumer<FrameArena> action) {
        for (int i = 0; i < all.size(); i++) {
            FrameArena arena = all.get(i).arena.get();
            if (arena != null) {
                action.accept(arena);
            }
        }
    }

    /** Says that the source of an arena which nobody closes any more has failed. */
    static void logFailure(String title, Throwable failure) {
        LOG.log(
                System.Logger.Level.WARNING,
                "Giving back what "
                        + title
                        + " had failed: "
                        + TextOf.thing(failure)
                        + ". Closing the allocator tries again.");
    }

    void addStoresTo(Set<ChunkStore> stores) {
        all.forEach(each -> stores.add(each.backing.chunks));
        kept.removeIf(store -> store.bytes() == 0);
        stores.addAll(kept);
    }

    /** Gives back what those have that were dropped. */
    void retireDropped() {
        for (int i = all.size() - 1; i >= 0; i--) {
            Named each = all.get(i);
            if (each.arena.refersTo(null) && each.remains.isDropped()) {
                all.remove(i);
                retire(each);
            }
        }
    }

    /** Keeps a store in the books that has something yet, though its arenas are gone. */
    void keep(ChunkStore store) {
        kept.removeIf(each -> each.bytes() == 0);
        if (store.bytes() != 0 && !kept.contains(store)) {
            kept.add(store);
        }
    }

    private void retire(Named dropped) {
        Backing backing = dropped.backing;
        backing.keep();
        WeakReference<Backing> weakly = new WeakReference<>(backing);
        StackRemains.Left left = dropped.remains.giveBack(() -> letGo(weakly.get(), dropped.name));
        keep(backing.chunks);
        try {
            backing.removeArena();
            if (left.later() + left.kept() == 0) {
                backing.letGo();
            }
        } catch (Throwable failure) { // of a source, which is not the caller's
            logFailure(title(dropped.name), failure);
        }
        Unclosed.report(
                KIND, "this one is '" + dropped.name + "'; " + whatBecomesOf(left), dropped.site);
    }

    /** Its last slice is gone; null where the allocator is as well. */
    private static void letGo(@Nullable Backing backing, String name) {
        try {
            if (backing != null) {
                backing.letGo();
            }
        } catch (Throwable failure) { // of a source; the thread is the cleaner's
            logFailure(title(name), failure);
        }
    }

    private static String title(String name) {
        return "ring or scratch '" + name + "'";
    }

    private static String whatBecomesOf(StackRemains.Left left) {
        if (left.later() + left.kept() == 0) {
            return "its native memory was given back";
        }
        return (left.later() == 0
                        ? ""
                        : left.later()
                                + " bytes of its native memory go back when nobody has a slice of"
                                + " them")
                + (left.later() == 0 || left.kept() == 0 ? "" : ", and ")
                + (left.kept() == 0
                        ? ""
                        : left.kept()
                                + " bytes of native memory stay taken until the allocator is"
                                + " closed, as slices of them may still be used; "
                                + NativeAccess.toKnowSegments());
    }
}
