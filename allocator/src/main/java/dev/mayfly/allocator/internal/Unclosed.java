package dev.mayfly.allocator.internal;

import org.jspecify.annotations.Nullable;

import java.lang.ref.Cleaner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Watches for a thing that has to be closed and is dropped instead: what is left of it is given
 * back then, and a line in the log says so.
 *
 * <p>How it works: the JDK's {@link Cleaner} has a thread that runs what is left once nothing
 * refers to the thing. So a thing costs an entry in the cleaner's list from when it is made to when
 * it is closed, and nothing in between. Where it was made is looked up for the first {@link
 * #SITES_OF_FIRST} of each kind and then for one in {@link #SITES_ONE_IN}, in paranoid for all; of
 * each kind the first line is logged, and then whenever there are twice as many as at the last one,
 * in paranoid all.
 *
 * <p>Why that is safe: nobody can use a thing that nothing refers to, so nobody races with the
 * cleaner. That holds only if what is left does not lead back to the thing, which would then never
 * be dropped, and if everything that may still use what is given back leads to the thing: see who
 * calls {@link #watch}.
 */
public final class Unclosed {

    /** What is left of a thing; it must not refer to the thing. */
    @FunctionalInterface
    public interface Remains {

        /**
         * Gives back what it can, on the cleaner's thread.
         *
         * @return what was done, as the middle of a sentence; null where there was nothing to do
         */
        @Nullable String giveBack();
    }

    private static final int SITES_OF_FIRST = 64;
    private static final int SITES_ONE_IN = 16;

    private static final System.Logger LOG = System.getLogger("dev.mayfly.allocator");

    private static final Map<String, AtomicInteger> MADE = new ConcurrentHashMap<>();
    private static final Map<String, AtomicInteger> DROPPED = new ConcurrentHashMap<>();

    private static final class Shared {
        static final Cleaner CLEANER =
                Cleaner.create(
                        work -> {
                            Thread thread = new Thread(work, "mayfly-cleaner");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    private final Dropped dropped;
    private final Cleaner.Cleanable cleanable;

    private Unclosed(Object thing, Dropped dropped) {
        this.dropped = dropped;
        this.cleanable = Shared.CLEANER.register(thing, dropped);
    }

    /**
     * Watches over {@code thing} from now on.
     *
     * @param kind what it is, as "a frame allocator"; one of few
     */
    public static Unclosed watch(Object thing, String kind, Remains remains) {
        return new Unclosed(thing, new Dropped(kind, siteOf(kind), remains));
    }

    /**
     * Has something done once nobody has {@code thing} any more, on the cleaner's thread, without a
     * line in the log.
     *
     * @param then may not lead to the thing
     */
    public static void afterLast(Object thing, Runnable then) {
        Shared.CLEANER.register(thing, then);
    }

    /** The thing was closed: there is nothing to watch for. */
    public void closed() {
        dropped.isClosed = true;
        cleanable.clean();
    }

    /** Where the calling code makes a thing of that kind, for the log; null for most. */
    public static @Nullable String siteOf(String kind) {
        int made = count(MADE, kind);
        boolean noted = Safety.PARANOID || made <= SITES_OF_FIRST || made % SITES_ONE_IN == 0;
        return noted ? Site.ofCaller() : null;
    }

    /**
     * Logs, for some of each kind, that a thing was dropped.
     *
     * @param done what was done about it, as the middle of a sentence
     * @param site where it was made, if that is known
     */
    public static void report(String kind, String done, @Nullable String site) {
        int many = count(DROPPED, kind);
        if (Safety.PARANOID || Integer.bitCount(many) == 1) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Dropped without close(): "
                            + kind
                            + ", number "
                            + many
                            + " of its kind; "
                            + done
                            + ". It was made at "
                            + (site == null
                                    ? "a place that was not noted, as there are many; all are"
                                            + " with -Dmayfly.safety=paranoid"
                                    : site)
                            + ". Close it after its last use; try-with-resources does.");
        }
    }

    private static int count(Map<String, AtomicInteger> of, String kind) {
        return of.computeIfAbsent(kind, any -> new AtomicInteger()).incrementAndGet();
    }

    private static final class Dropped implements Runnable {

        private final String kind;
        private final @Nullable String site;
        private final Remains remains;
        private volatile boolean isClosed;

        Dropped(String kind, @Nullable String site, Remains remains) {
            this.kind = kind;
            this.site = site;
            this.remains = remains;
        }

        @Override
        public void run() {
            if (isClosed) {
                return;
            }
            String done;
            try {
                done = remains.giveBack();
            } catch (Throwable failure) { // a source is the program's, and the thread serves others
                done = "giving back what it had failed: " + TextOf.thing(failure);
            }
            if (done != null) {
                report(kind, done, site);
            }
        }
    }
}
