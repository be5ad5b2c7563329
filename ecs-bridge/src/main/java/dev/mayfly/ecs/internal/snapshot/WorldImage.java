package dev.mayfly.ecs.internal.snapshot;

import com.artemis.World;

import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.ecs.error.TickInProgressException;
import dev.mayfly.ecs.internal.artemis.EntityBooks;
import dev.mayfly.ecs.internal.artemis.SubscriptionBooks;
import dev.mayfly.ecs.internal.entity.Generations;
import dev.mayfly.ecs.internal.store.SoaStores;
import dev.mayfly.ecs.internal.world.BridgeSystem;
import dev.mayfly.ecs.internal.world.CarriedImage;
import dev.mayfly.ecs.internal.world.RestingWorld;

import java.util.ArrayList;
import java.util.List;

/**
 * All that makes one world what it is between two ticks, and the way back.
 *
 * <p>Restoring goes in this order. What can fail, and so all that allocates or runs code of the
 * program, comes first: the checks, room for the ids and rows, what subscriptions are to hold, and
 * the making of events and values. Then everything is copied back, which cannot fail. Then the
 * listeners of those subscriptions that became different are told, with the restored values before
 * their eyes; and because a listener may well write into a component or create an entity when it
 * hears of one, everything is copied back once more, in silence, with a second set of events and
 * values that was made before as well. So the world is what the image is, whatever the listeners do
 * or throw. What they have made that nobody could prepare for, a new subscription, component type
 * or kind of event, is brought back last of all.
 */
public final class WorldImage {

    private final World world;
    private final SoaStores known;
    private final RestingWorld betweenTicks;
    private final EntityBooks books;
    private final Generations generations;
    private final PlainComponents plainComponents;
    private final SubscriptionBooks subscriptionBooks;

    final EntityImage entities = new EntityImage();
    private final SubscriptionImage subscriptions = new SubscriptionImage();
    final CarriedImage carried;
    private final List<StoreImage> stores = new ArrayList<>();

    /** How many of the stores a restore knew of when it began. */
    private int prepared;

    /** An image of nothing, for this world. */
    public WorldImage(World world) {
        this.world = world;
        BridgeSystem bridge =
                BridgeSystem.of(world, BridgeSystem.class, "A snapshot is one of columns");
        known = bridge.stores();
        betweenTicks = bridge.betweenTicks();
        generations = bridge.generations();
        carried = bridge.newCarriedImage();
        books = new EntityBooks(world);
        plainComponents = new PlainComponents(known, books);
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
            stores.add(new StoreImage(known.all().get(i)));
        }
        return stores;
    }

    /** Those of the stores that have a row for each id; not the ones that came later. */
    List<StoreImage> heldStores() {
        return stores().stream().filter(store -> store.rows() == entities.ids).toList();
    }

    /** Throws, and changes nothing, if the world is in a tick. */
    public void requireMaySave() {
        requireBetweenTicks("taken");
    }

    /**
     * Fills this with the world as it is now.
     *
     * @throws TickInProgressException if the world is in a tick
     */
    public void save() {
        requireMaySave();
        plainComponents.requireNone();
        try (RestingWorld.Copying _ = betweenTicks.beginCopy()) {
            // Runs code of the program, and so comes before all that it may change.
            carried.save();
            entities.save(books, generations);
            List<StoreImage> images = stores();
            for (int i = 0; i < images.size(); i++) {
                images.get(i).save(entities.ids);
            }
            subscriptions.save(subscriptionBooks, entities.ids);
        }
    }

    /**
     * Makes the world what this is.
     *
     * @param done runs when it is so, before listeners are told; not to fail
     * @throws TickInProgressException if the world is in a tick
     */
    public void restore(Runnable done) {
        requireBetweenTicks("restored");
        plainComponents.requireNone();
        List<SubscriptionBooks.Change> changes;
        try (RestingWorld.Copying _ = betweenTicks.beginCopy()) {
            changes = prepare();
        }
        Runnable telling = () -> subscriptionBooks.tell(changes);
        copyBack();
        done.run();
        if (!changes.isEmpty()) {
            tellAndCopyBack(telling);
        }
    }

    /** What a listener threw is told first, whatever comes after it. */
    private void tellAndCopyBack(Runnable telling) {
        Throwable failure = null;
        try {
            betweenTicks.run(telling);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        copyBack();
        try {
            bringBackLateComers();
        } catch (Throwable thrown) {
            failure = Failures.joined(failure, thrown);
        }
        Failures.rethrow(failure);
    }

    /** Does all that can fail; nothing that can be seen has changed when this returns or throws. */
    private List<SubscriptionBooks.Change> prepare() {
        if (entities.counted) {
            generations.count(world);
        }
        entities.prepare(books, generations);
        prepared = stores().size();
        for (int i = 0; i < prepared; i++) {
            stores.get(i).prepare();
        }
        List<SubscriptionBooks.Change> changes = subscriptions.prepare(subscriptionBooks, entities);
        carried.prepare(changes.isEmpty() ? 1 : 2);
        return changes;
    }

    private void bringBackLateComers() {
        List<StoreImage> images = stores();
        for (int i = prepared; i < images.size(); i++) {
            images.get(i).prepare();
            images.get(i).restore(books.nextId());
        }
        if (subscriptions.isBehind(subscriptionBooks)) {
            subscriptions.prepare(subscriptionBooks, entities);
            subscriptions.restore(subscriptionBooks);
        }
        carried.restoreLateComers();
    }

    private void requireBetweenTicks(String what) {
        if (betweenTicks.isBusy()) {
            throw new TickInProgressException(what);
        }
    }

    /** Allocates nothing, and runs nobody's code. */
    private void copyBack() {
        int used = books.nextId();
        entities.restore(books, generations);
        for (int i = 0; i < prepared; i++) {
            stores.get(i).restore(used);
        }
        subscriptions.restore(subscriptionBooks);
        carried.restore();
    }
}
