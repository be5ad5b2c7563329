package dev.mayfly.ecs;

import com.artemis.EntitySubscription;
import com.artemis.utils.ImmutableBag;

import java.util.Arrays;

/**
 * A copy of which entities each of a world's subscriptions holds, as bits of ids. Its arrays are
 * kept and filled again. A world never drops a subscription, so they are known by their number.
 */
final class SubscriptionImage {

    private long[][] active = {};
    private int count;

    void save(ImmutableBag<EntitySubscription> subscriptions, int ids) {
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

    /** Whether it holds this subscription; one that came later it does not. */
    boolean holds(int number) {
        return number < count;
    }

    long[] words(int number) {
        return active[number];
    }
}
