package dev.mayfly.ecs.internal.snapshot;

import com.artemis.EntitySubscription;
import com.artemis.utils.BitVector;
import com.artemis.utils.ImmutableBag;
import com.artemis.utils.IntBag;

import dev.mayfly.ecs.internal.artemis.BitWords;
import dev.mayfly.ecs.internal.artemis.SubscriptionBooks;
import dev.mayfly.ecs.internal.artemis.SubscriptionBooks.Change;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which entities each of a world's subscriptions held, as bits of ids. Its arrays are kept and
 * filled again. A world never drops a subscription, so they are known by their number.
 */
final class SubscriptionImage {

    private long[][] active = {};
    private int count;

    /** What each subscription is to hold. */
    private final List<long[]> targets = new ArrayList<>();

    private int words;

    void save(SubscriptionBooks books, int ids) {
        ImmutableBag<EntitySubscription> subscriptions = books.all();
        count = 0;
        int known = active.length;
        if (known < subscriptions.size()) {
            active = Arrays.copyOf(active, subscriptions.size());
            Arrays.fill(active, known, active.length, new long[0]);
        }
        int words = BitWords.count(ids);
        for (int i = 0; i < subscriptions.size(); i++) {
            active[i] = BitWords.save(subscriptions.get(i).getActiveEntityIds(), active[i], words);
        }
        count = subscriptions.size();
    }

    /**
     * Does what can fail of restoring.
     *
     * @return what will become different
     */
    List<Change> prepare(SubscriptionBooks books, EntityImage entities) {
        words = BitWords.count(entities.ids);
        targets.clear();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < books.all().size(); i++) {
            EntitySubscription subscription = books.all().get(i);
            long[] target =
                    i < count ? active[i] : matching(books.interesting(subscription), entities);
            targets.add(target);
            books.ensureRoom(subscription, words);
            Change change = change(subscription, target, words);
            if (change != null) {
                changes.add(change);
            }
        }
        return changes;
    }

    /**
     * Makes each subscription hold what it holds here; one that came later holds those of the
     * entities that it asks for. Tells nobody. After {@link #prepare}; allocates nothing.
     */
    void restore(SubscriptionBooks books) {
        for (int i = 0; i < targets.size(); i++) {
            EntitySubscription subscription = books.all().get(i);
            if (differs(BitWords.of(subscription.getActiveEntityIds()), targets.get(i))) {
                books.fill(subscription, targets.get(i), words);
            }
        }
    }

    private boolean differs(long[] now, long[] target) {
        for (int word = 0; word < now.length; word++) {
            if (now[word] != (word < words ? target[word] : 0)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there are subscriptions that came after {@link #prepare}. */
    boolean isBehind(SubscriptionBooks books) {
        return targets.size() < books.all().size();
    }

    /** As Artemis decides when a subscription is made. */
    private static long[] matching(BitVector interesting, EntityImage entities) {
        long[] matching = entities.living();
        for (int id = 0; id < entities.ids; id++) {
            if (BitWords.get(matching, id) && !interesting.get(entities.identities[id])) {
                matching[id / Long.SIZE] &= ~(1L << id);
            }
        }
        return matching;
    }

    private static @Nullable Change change(
            EntitySubscription subscription, long[] target, int targetWords) {
        long[] now = BitWords.of(subscription.getActiveEntityIds());
        Change change = null;
        for (int word = 0; word < Math.max(now.length, targetWords); word++) {
            long before = word < now.length ? now[word] : 0;
            long after = word < targetWords ? target[word] : 0;
            if (before != after) {
                if (change == null) {
                    change = new Change(subscription, new IntBag(), new IntBag());
                }
                addIds(before & ~after, word, change.removed());
                addIds(after & ~before, word, change.inserted());
            }
        }
        return change;
    }

    private static void addIds(long bits, int word, IntBag ids) {
        for (long left = bits; left != 0; left &= left - 1) {
            ids.add(word * Long.SIZE + Long.numberOfTrailingZeros(left));
        }
    }
}
