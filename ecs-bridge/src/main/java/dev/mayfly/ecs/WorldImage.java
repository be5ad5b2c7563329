package dev.mayfly.ecs;

import com.artemis.World;

import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.error.TickInProgressException;

import java.util.ArrayList;
import java.util.List;

/**
 * A copy of all that makes one world what it is between two ticks, and the way back.
 *
 * <p>Restoring goes in this order. What can fail comes first: the checks, and room for the ids.
 * Then everything is copied back, which cannot. Then the listeners of those subscriptions that
 * became different are told, with the restored values before their eyes; and because a listener may
 * well write into a component or create an entity when it hears of one, everything is copied back
 * once more, in silence. So the world is what the image is, whatever the listeners do or throw.
 */
final class WorldImage {

    private final World world;
    private final SoaStores known;
    private final FrameInvocationStrategy strategy;
    private final EntityBooks books;
    private final SubscriptionBooks subscriptionBooks;

    final EntityImage entities = new EntityImage();
    private final SubscriptionImage subscriptions = new SubscriptionImage();
    private final List<StoreImage> stores = new ArrayList<>();

    WorldImage(World world) {
        this.world = world;
        known = world.getSystem(SoaStores.class);
        if (known == null
                || !(world.getInvocationStrategy() instanceof FrameInvocationStrategy ours)) {
            throw new NoPluginException("A snapshot is one of columns");
        }
        strategy = ours;
        books = new EntityBooks(world);
        subscriptionBooks = new SubscriptionBooks(world.getAspectSubscriptionManager());
    }

    World world() {
        return world;
    }

    EntityBooks books() {
        return books;
    }

    /** The image of each store that the world has now; new ones hold nothing. */
    List<StoreImage> stores() {
        for (int i = stores.size(); i < known.all().size(); i++) {
            stores.add(new StoreImage(mapper(known.all().get(i))));
        }
        return stores;
    }

    /** Images of this many rows in place of those that are here, to be filled. */
    List<StoreImage> blankStores(int ids) {
        stores.clear();
        for (SoaComponent store : known.all()) {
            stores.add(new StoreImage(mapper(store), ids));
        }
        return stores;
    }

    void save() {
        requireBetweenTicks("taken");
        books.requireNoPlainComponents();
        entities.save(books);
        List<StoreImage> images = stores();
        for (int i = 0; i < images.size(); i++) {
            images.get(i).save(entities.ids);
        }
        subscriptions.save(subscriptionBooks.all(), entities.ids);
    }

    void restore() {
        requireBetweenTicks("restored");
        books.requireNoPlainComponents();
        books.reserve(entities.ids);
        List<SubscriptionBooks.Change> changes = copyBack();
        if (!changes.isEmpty()) {
            try {
                strategy.runBetweenTicks(() -> subscriptionBooks.tell(changes));
            } finally {
                copyBack();
            }
        }
    }

    void requireBetweenTicks(String what) {
        if (strategy.isBusy()) {
            throw new TickInProgressException(what);
        }
    }

    private List<SubscriptionBooks.Change> copyBack() {
        int used = books.nextId();
        entities.restore(books);
        List<StoreImage> images = stores();
        for (int i = 0; i < images.size(); i++) {
            images.get(i).restore(used);
        }
        return subscriptionBooks.restore(subscriptions, entities);
    }

    private SoaMapper<?> mapper(SoaComponent store) {
        return (SoaMapper<?>) world.getMapper(store.getClass());
    }
}
