package dev.mayfly.ecs.internal.artemis;

import com.artemis.AspectSubscriptionManager;
import com.artemis.EntitySubscription;
import com.artemis.EntitySubscription.SubscriptionExtra;
import com.artemis.EntitySubscription.SubscriptionListener;
import com.artemis.utils.Bag;
import com.artemis.utils.BitVector;
import com.artemis.utils.ImmutableBag;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.internal.Failures;

import java.lang.reflect.Field;
import java.util.List;

/** What Artemis keeps of one world's subscriptions, and who listens to them. */
public final class SubscriptionBooks {

    private final Field extra = ArtemisInternals.field(EntitySubscription.class, "extra");
    private final Field aspectCache =
            ArtemisInternals.field(EntitySubscription.class, "aspectCache");
    private final Field entities = ArtemisInternals.field(EntitySubscription.class, "entities");
    private final Field listeners = ArtemisInternals.field(SubscriptionExtra.class, "listeners");

    private final AspectSubscriptionManager subscriptions;

    /**
     * What has become different in one subscription.
     *
     * @param removed who left
     * @param inserted who came
     */
    public record Change(EntitySubscription subscription, IntBag removed, IntBag inserted) {}

    /** Looks up the books of a world. */
    public SubscriptionBooks(AspectSubscriptionManager subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** The subscriptions that the world has so far; it never drops one. */
    public ImmutableBag<EntitySubscription> all() {
        return subscriptions.getSubscriptions();
    }

    /** The numbers of the compositions that a subscription asks for. */
    public BitVector interesting(EntitySubscription subscription) {
        return ArtemisInternals.get(aspectCache, subscription, BitVector.class);
    }

    /**
     * Makes room for so many words of bits, after which {@link #fill} allocates nothing. The list
     * is looked up here as well, since the JVM makes what reads a field when it is first read.
     */
    public void ensureRoom(EntitySubscription subscription, int count) {
        BitWords.ensureRoom(subscription.getActiveEntityIds(), count);
        ArtemisInternals.get(entities, subscription, IntBag.class);
    }

    /**
     * Makes a subscription hold the entities with these bits; tells nobody. Allocates nothing where
     * it has room for them.
     */
    public void fill(EntitySubscription subscription, long[] words, int count) {
        BitWords.restore(words, count, subscription.getActiveEntityIds());
        // Artemis makes an empty list anew when it is asked for, which getEntities() would do.
        ArtemisInternals.get(entities, subscription, IntBag.class).setSize(0);
    }

    /**
     * Tells every listener of every change, in Artemis' order, whatever one of them throws.
     *
     * @throws RuntimeException or an error, the first that a listener threw, the others suppressed
     *     into it
     */
    public void tell(List<Change> changes) {
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
