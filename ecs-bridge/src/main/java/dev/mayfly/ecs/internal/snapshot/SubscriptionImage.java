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
     * Makes each subscription hold what it holds here; one that came later holds those of the
     * entities that it asks for. Tells nobody.
     *
     * @return what became different
     */
    List<Change> restore(SubscriptionBooks books, EntityImage entities) {
        List<Change> changes = new ArrayList<>();
        int words = BitWords.count(entities.ids);
        for (int i = 0; i < books.all().size(); i++) {
            EntitySubscription subscription = books.all().get(i);
            long[] target =
                    i < count ? active[i] : matching(books.interesting(subscription), entities);
            Change change = change(subscription, target, words);
            if (change != null) {
                books.fill(subscription, target, words);
                changes.add(change);
            }
        }
        return changes;
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
