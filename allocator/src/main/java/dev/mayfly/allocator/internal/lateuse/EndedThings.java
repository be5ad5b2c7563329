package dev.mayfly.allocator.internal.lateuse;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.internal.Site;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;

/**
 * From checked on: what the JVM lets somebody write to after its scope has ended, held back to see
 * whether that is done: objects of the user's classes, and storage of which a segment was given
 * out.
 *
 * <p>How it works: what ends is filled with values that show ({@link Poison}), and handed out to
 * nobody again. So who reads it late meets null or NaN. When a frame of the arena ends, what ended
 * in it and in the one before is looked at: where something else stands, somebody has written to it
 * after the end. Only the latest {@link #MOST} are held. With the agent objects are left to {@link
 * EndedObjects}, which finds more, at the line.
 */
public final class EndedThings {

    public static final int MOST = 1_024;

    /** With the end of how many frames a thing is held: its own, and so many more. */
    private static final int FRAMES_HELD = 1;

    /**
     * @param type what messages call it
     * @param thing an object of the user's, or the array of a buffer
     * @param site where an object was taken, if that was kept
     */
    private record Ended(
            String type, Object thing, boolean isStorage, @Nullable String site, long frame) {

        /** What was written to, and what is there now; null if nothing was. */
        @Nullable String changed() {
            if (!isStorage()) {
                return ObjectFields.of(thing).changed(thing);
            }
            int index = Poison.changedAt(thing);
            return index < 0 ? null : "element " + index;
        }
    }

    /** How many frames have ended. */
    private long frame;

    private final ArrayDeque<Ended> held = new ArrayDeque<>();

    /** For the first thing that was found written to; it carries the others. */
    private @Nullable ExpiredException failure;

    /** The scope of an object that was taken at {@code site} ends. */
    public void addObject(Object object, @Nullable String site) {
        end(object, "its scope had ended", site);
        if (!EndedObjects.areWatched()) {
            add(new Ended(object.getClass().getName(), object, false, site, frame));
        }
    }

    /**
     * Has whoever uses an object from now on be told so where the JVM has the agent; else spoils
     * it.
     *
     * @param end what has happened, in words
     * @param site where it was taken, if that was kept
     */
    public static void end(Object object, String end, @Nullable String site) {
        if (!EndedObjects.areWatched()) {
            ObjectFields.of(object).spoil(object);
            return;
        }
        EndedObjects.end(
                object,
                "An object of "
                        + object.getClass().getName()
                        + " was used after "
                        + end
                        + ". Take objects anew in each frame, or promote what has to live longer."
                        + Site.sentence(site));
    }

    /** Holds an array that was poisoned, of a buffer or list. */
    public void addStorage(Object array, String type) {
        add(new Ended(type, array, true, null, frame));
    }

    private void add(Ended ended) {
        held.addLast(ended);
        if (held.size() > MOST) {
            check(held.removeFirst());
        }
    }

    /** Looks at all, as a frame ends, and lets go of those held long enough. */
    public void endFrame() {
        int before = held.size();
        for (int i = 0; i < before; i++) {
            Ended each = held.removeFirst();
            boolean sound = check(each);
            if (sound && each.frame > frame - FRAMES_HELD) {
                held.addLast(each);
            }
        }
        frame++;
    }

    /** Takes note of a thing that was written to; false if it was. */
    private boolean check(Ended ended) {
        String changed = ended.changed();
        if (changed == null) {
            return true;
        }
        ExpiredException written = new ExpiredException(message(ended, changed));
        if (failure == null) {
            failure = written;
        } else {
            failure.addSuppressed(written);
        }
        return false;
    }

    private static String message(Ended ended, String changed) {
        return ended.isStorage()
                ? "A segment of "
                        + ended.type
                        + " was written to after the end of the scope that it was taken in, at "
                        + changed
                        + ". Call asSegment() anew in each frame, or promote what has to live"
                        + " longer."
                : "An object of "
                        + ended.type
                        + " was written to after its scope had ended: "
                        + changed
                        + ". Take objects anew in each frame, or promote what has to live longer."
                        + Site.sentence(ended.site);
    }

    /** What is to be thrown for what was found; null if nothing was since the last call. */
    public @Nullable ExpiredException takeFailure() {
        ExpiredException taken = failure;
        failure = null;
        return taken;
    }

    /** Lets go of all, for an arena whose thread has died. */
    public void clear() {
        held.clear();
        failure = null;
    }
}
