package dev.mayfly.ecs;

import com.artemis.AspectSubscriptionManager;
import com.artemis.EntitySubscription;
import com.artemis.EntitySubscription.SubscriptionExtra;
import com.artemis.EntitySubscription.SubscriptionListener;
import com.artemis.utils.Bag;
import com.artemis.utils.BitVector;
import com.artemis.utils.ImmutableBag;
import com.artemis.utils.IntBag;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/** Brings a world's subscriptions to what an image holds, and tells their listeners. */
final class SubscriptionBooks {

    private final Field extra = ArtemisInternals.field(EntitySubscription.class, "extra");
    private final Field aspectCache =
            ArtemisInternals.field(EntitySubscription.class, "aspectCache");
    private final Field listeners = ArtemisInternals.field(SubscriptionExtra.class, "listeners");

    /** Who left one subscription and who came. */
    record Change(EntitySubscription subscription, IntBag removed, IntBag inserted) {}

    private final AspectSubscriptionManager subscriptions;

    SubscriptionBooks(AspectSubscriptionManager subscriptions) {
        this.subscriptions = subscriptions;
    }

    ImmutableBag<EntitySubscription> all() {
        return subscriptions.getSubscriptions();
    }

    /**
     * Makes each subscription hold what it holds in the image; one that the image does not know
     * holds those entities of the image that it asks for. Tells nobody.
     *
     * @return what became different
     */
    List<Change> restore(SubscriptionImage image, EntityImage entities) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < all().size(); i++) {
            EntitySubscription subscription = all().get(i);
            long[] active = image.holds(i) ? image.words(i) : matching(subscription, entities);
            int words = BitWords.count(entities.ids);
            Change change = change(subscription, active, words);
            if (change != null) {
                BitWords.restore(active, words, subscription.getActiveEntityIds());
                // Artemis makes an empty list anew when it is asked for.
                subscription.getEntities().setSize(0);
                changes.add(change);
            }
        }
        return changes;
    }

    /** As Artemis decides when a subscription is made. */
    private long[] matching(EntitySubscription subscription, EntityImage entities) {
        BitVector interesting = ArtemisInternals.get(aspectCache, subscription, BitVector.class);
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

    /**
     * Tells every listener of every change, in Artemis' order, whatever one of them throws.
     *
     * @throws RuntimeException or an error, the first that a listener threw, the others suppressed
     *     into it
     */
    void tell(List<Change> changes) {
        Failures failures = new Failures();
        for (Change change : changes) {
            Object members =
                    ArtemisInternals.get(extra, change.subscription(), SubscriptionExtra.class);
            Bag<?> told = ArtemisInternals.get(listeners, members, Bag.class);
            for (int i = 0, count = told.size(); i < count; i++) {
                SubscriptionListener listener = (SubscriptionListener) told.get(i);
                if (!change.removed().isEmpty()) {
                    failures.run(() -> listener.removed(change.removed()));
                }
                if (!change.inserted().isEmpty()) {
                    failures.run(() -> listener.inserted(change.inserted()));
                }
            }
        }
        failures.rethrow();
    }
}
