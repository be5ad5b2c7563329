package dev.mayfly.allocator.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.SameAtEveryLevel;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Idle objects move between a depot and caches, and all together stay within the bound. */
@SameAtEveryLevel
class ObjectDepotTest {

    private final ObjectDepot depot = new ObjectDepot(100);
    private final ObjectCache cache = new ObjectCache();

    private List<Object> taken() {
        List<Object> all = new ArrayList<>();
        for (Object next = depot.take(); next != null; next = depot.take()) {
            all.add(next);
        }
        return all;
    }

    @Test
    void aCacheGetsHalfOfWhatIsLeftOfTheBound() {
        depot.reserve(cache);
        assertThat(cache.capacity()).isEqualTo(50);
        ObjectCache second = new ObjectCache();
        depot.reserve(second);
        assertThat(second.capacity()).isEqualTo(25);

        for (int i = 0; i < 25; i++) {
            assertThat(depot.give(i)).isTrue();
        }
        assertThat(depot.give("beyond")).isFalse();
        assertThat(taken()).hasSize(25);
    }

    @Test
    void whatNoLongerFitsTheDepotMovesIntoTheNewCache() {
        for (int i = 0; i < 100; i++) {
            assertThat(depot.give(i)).isTrue();
        }
        depot.reserve(cache);

        assertThat(cache.count()).isEqualTo(50);
        assertThat(taken()).hasSize(50);
    }

    @Test
    void anEmptyCacheIsHalfFilledAsFarAsThereAreObjects() {
        depot.reserve(cache);
        for (int i = 0; i < 40; i++) {
            depot.give(i);
        }
        depot.refill(cache);
        assertThat(cache.count()).isEqualTo(25);
        assertThat(cache.take()).isEqualTo(39);
        assertThat(taken()).hasSize(15).doesNotContain(39);

        ObjectCache small = new ObjectCache();
        depot.reserve(small);
        depot.give("one");
        depot.refill(small);
        assertThat(small.count()).isEqualTo(1);
        assertThat(small.take()).isEqualTo("one");
    }

    @Test
    void aFullCacheHandsItsOlderHalfOver() {
        depot.reserve(cache);
        for (int i = 0; i < 50; i++) {
            assertThat(cache.give(i)).isTrue();
        }
        assertThat(cache.give("beyond")).isFalse();
        depot.makeRoom(cache);

        assertThat(cache.count()).isEqualTo(25);
        assertThat(cache.take()).isEqualTo(49);
        assertThat(taken()).hasSize(25).contains(0, 24).doesNotContain(25);
    }

    @Test
    void aCacheThatIsReclaimedHasNoPartOfTheBoundAndItsObjectsWaitInTheDepot() {
        depot.reserve(cache);
        cache.give("kept");
        depot.reclaim(cache);

        assertThat(cache.capacity()).isZero();
        assertThat(cache.hasObject()).isFalse();
        assertThat(taken()).containsExactly("kept");
        for (int i = 0; i < 100; i++) {
            assertThat(depot.give(i)).isTrue();
        }
        assertThat(depot.give("beyond")).isFalse();
    }
}
