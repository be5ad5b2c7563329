package dev.mayfly.allocator.internal;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What is done before memory is refused: whoever holds some that nobody uses now lets go of it, all
 * over the process, and then it is tried once more. What is tried must be as it was where it fails.
 *
 * <p>May be used by any thread that holds no lock of an allocator. Holders are known weakly, so one
 * that is dropped can be collected.
 */
public final class LastResort {

    /** Who holds memory that can be let go of. */
    public interface Holder {

        /** Lets go of all that nobody uses now; returns how many bytes that was. */
        long letGo();

        /** Who uses how much of the native memory, the largest first, for a message. */
        String users();
    }

    private static final List<WeakReference<Holder>> HOLDERS = new CopyOnWriteArrayList<>();

    private LastResort() {}

    /** Has {@code holder} asked from now on. */
    public static void enrol(Holder holder) {
        HOLDERS.removeIf(known -> known.refersTo(null));
        HOLDERS.add(new WeakReference<>(holder));
    }

    /** Has everybody let go of what nobody uses now; returns how many bytes that was. */
    public static long letGo() {
        long bytes = 0;
        for (WeakReference<Holder> each : HOLDERS) {
            Holder holder = each.get();
            if (holder != null) {
                bytes += holder.letGo();
            }
        }
        return bytes;
    }

    /** Who uses how much native memory, all over the process, for a message. */
    public static String users() {
        StringJoiner users = new StringJoiner("; ");
        for (WeakReference<Holder> each : HOLDERS) {
            Holder holder = each.get();
            String text = holder == null ? "" : holder.users();
            if (!text.isEmpty()) {
                users.add(text);
            }
        }
        return users.toString();
    }
}
