package dev.mayfly.ecs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.EntitySubscription;
import com.artemis.World;
import com.artemis.utils.BitVector;

import dev.mayfly.ecs.internal.artemis.EntityBooks;
import dev.mayfly.ecs.internal.artemis.SubscriptionBooks;
import dev.mayfly.ecs.internal.store.SoaStores;
import dev.mayfly.ecs.internal.store.Store;
import dev.mayfly.ecs.internal.world.BridgeSystem;

import java.util.Arrays;
import java.util.HexFormat;

/** What is kept of a world's entities in more than one place. */
final class WorldBooks {

    private WorldBooks() {}

    private static SoaStores stores(World world) {
        return BridgeSystem.of(world, BridgeSystem.class, "A test").stores();
    }

    /** Who is in which subscription, and a hash of all else that a snapshot holds. */
    static String describe(World world) {
        StringBuilder all = new StringBuilder();
        for (EntitySubscription subscription :
                world.getAspectSubscriptionManager().getSubscriptions()) {
            all.append(bits(subscription.getActiveEntityIds())).append('\n');
        }
        byte[] bytes = SnapshotBytes.of(world).sealed();
        return all + HexFormat.of().toHexDigits(Arrays.hashCode(bytes)) + " " + bytes.length;
    }

    private static String bits(BitVector of) {
        StringBuilder ids = new StringBuilder();
        for (int id = of.nextSetBit(0); id >= 0; id = of.nextSetBit(id + 1)) {
            ids.append(id).append(' ');
        }
        return ids.toString();
    }

    /** Compares them, in a world of which no change is pending. */
    static void requireAgreement(World world) {
        EntityBooks books = new EntityBooks(world);
        SubscriptionBooks subscriptions =
                new SubscriptionBooks(world.getAspectSubscriptionManager());
        for (EntitySubscription subscription : subscriptions.all()) {
            BitVector expected = new BitVector();
            BitVector interesting = subscriptions.interesting(subscription);
            for (int id = 0; id < books.nextId(); id++) {
                expected.set(id, books.isTaken(id) && interesting.get(books.identities().get(id)));
            }
            assertThat(bits(subscription.getActiveEntityIds()))
                    .as("%s", subscription)
                    .isEqualTo(bits(expected));
        }
        for (Store<?> store : stores(world).all()) {
            BitVector expected = new BitVector();
            for (int id = 0; id < books.nextId(); id++) {
                BitVector composition = books.composition(books.identities().get(id));
                expected.set(id, books.isTaken(id) && composition.get(store.typeIndex()));
            }
            assertThat(bits(store.presence())).as("%s", store.type()).isEqualTo(bits(expected));
        }
        for (int i = 0; i < books.queue().size(); i++) {
            assertThat(books.recycled().get(books.queue().get(i))).isTrue();
        }
        assertThat(books.recycled().cardinality()).isEqualTo(books.queue().size());
    }
}
