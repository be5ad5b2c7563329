package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.EntitySubscription.SubscriptionListener;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.utils.IntBag;
import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.SparseColumnException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.ComponentTypeException;
import dev.mayfly.ecs.error.MissingComponentException;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** What is said of sparse types alone; that they are as others are is said by all other tests. */
class SparseComponentTest extends WorldTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Sparse
    public static class Boss extends SoaComponent {
        public final Floats rage = floats(1f);
        public final Ints phase = ints();
    }

    /** Sparse, as its parent is. */
    public static final class FinalBoss extends Boss {}

    public static class Rage extends Component {
        float rage = 1f;
        int phase;
    }

    @Sparse
    public static final class Mark extends FrameComponent {
        public final Ints number = ints();
    }

    static final class Acting extends BaseSystem {
        SoaMapper<Boss> bosses;
        Boss boss;
        Runnable turn = () -> {};

        @Override
        protected void processSystem() {
            turn.run();
        }
    }

    private final Acting acting = new Acting();
    private final World world = world(acting);

    private void inTick(Runnable turn) {
        acting.turn = turn;
        world.process();
        acting.turn = () -> {};
    }

    private static int rows(SoaComponent store) {
        return store.columns().size();
    }

    private int boss() {
        int entity = world.create();
        acting.bosses.create(entity);
        return entity;
    }

    @Test
    void thereIsARowForEachEntityThatHasItAndNotForTheOthers() {
        for (int i = 0; i < 10_000; i++) {
            if (i % 1_000 == 500) {
                acting.boss.phase.set(boss(), i);
            } else {
                world.create();
            }
        }
        world.process();

        assertThat(rows(acting.boss)).isEqualTo(10);
        for (int i = 500; i < 10_000; i += 1_000) {
            assertThat(acting.boss.phase.get(i)).isEqualTo(i);
        }
        mapper(world, FinalBoss.class).create(9_999);
        assertThat(rows(mapper(world, FinalBoss.class).store())).isEqualTo(1);
    }

    @Test
    void aRowIsReadToTheEndOfTheTickInWhichItWasLostAndThenAnothers() {
        int entity = boss();
        acting.boss.phase.set(entity, 5);
        List<Integer> told = new ArrayList<>();
        world.getAspectSubscriptionManager()
                .get(Aspect.all(Boss.class))
                .addSubscriptionListener(
                        new SubscriptionListener() {
                            @Override
                            public void inserted(IntBag entities) {}

                            @Override
                            public void removed(IntBag entities) {
                                told.add(acting.boss.phase.get(entities.get(0)));
                            }
                        });
        world.process();

        inTick(() -> acting.bosses.remove(entity));

        assertThat(told).containsExactly(5);
        assertThatThrownBy(() -> acting.boss.phase.get(entity))
                .isInstanceOf(MissingComponentException.class)
                .hasMessageContaining("Column Boss.phase was read for entity " + entity);
        assertThatThrownBy(() -> acting.boss.rage.set(entity, 1f))
                .isInstanceOf(MissingComponentException.class)
                .hasMessageContaining("was written");

        int next = boss();
        assertThat(next).isNotEqualTo(entity);
        assertThat(acting.boss.phase.get(next)).as("initial value").isZero();
        assertThat(acting.boss.rage.get(next)).isEqualTo(1f);
        assertThat(rows(acting.boss)).isEqualTo(1);
    }

    @Test
    void whatIsLostBetweenTwoTicksIsReadToTheEndOfTheNext() {
        int entity = boss();
        acting.boss.phase.set(entity, 5);
        world.process();

        acting.bosses.remove(entity);

        assertThat(acting.boss.phase.get(entity)).isEqualTo(5);
        inTick(() -> assertThat(acting.boss.phase.get(entity)).isEqualTo(5));
        assertThatThrownBy(() -> acting.boss.phase.get(entity))
                .isInstanceOf(MissingComponentException.class);
    }

    @Test
    void whoHasItAgainInTheSameTickKeepsItsRow() {
        int entity = boss();
        world.process();
        inTick(
                () -> {
                    acting.bosses.remove(entity);
                    acting.bosses.create(entity);
                    acting.boss.phase.set(entity, 3);
                });

        world.process();

        assertThat(acting.boss.phase.get(entity)).isEqualTo(3);
        assertThat(rows(acting.boss)).isEqualTo(1);
    }

    /** Ids go round, so the owners' are others each time. */
    @Test
    void rowsAndTheirIndexDoNotGrowAsOwnersComeAndGo() {
        List<Integer> bystanders = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            bystanders.add(world.create());
        }
        long least = Long.MAX_VALUE;
        int[] next = {0, boss()};
        Runnable turn =
                () -> {
                    acting.bosses.remove(next[1]);
                    next[1] = bystanders.get(next[0] % 5_000);
                    next[0] += 37;
                    acting.bosses.create(next[1]);
                    acting.boss.phase.set(next[1], next[0]);
                };
        acting.turn = turn;
        for (int attempt = 0; attempt < 200 && least > 0; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 50; i++) {
                world.process();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(acting.boss.phase.get(next[1])).isEqualTo(next[0]);
        assertThat(rows(acting.boss)).isLessThanOrEqualTo(3);
        if (!Safety.CHECKED) {
            assertThat(least).as("bytes in 50 ticks").isZero();
        }
    }

    @All(Boss.class)
    static final class Raging extends SpanSystem {
        Boss boss;
        int longest;

        @Override
        protected void processSpan(int from, int to) {
            longest = Math.max(longest, to - from);
            for (int e = from; e < to; e++) {
                boss.phase.add(e, e);
            }
        }
    }

    @Test
    void loopsOverSpansGoByIdAsEver() {
        Raging raging = new Raging();
        World spans = world(raging);
        SoaMapper<Boss> bosses = mapper(spans, Boss.class);
        for (int i = 0; i < 500; i++) {
            spans.create();
        }
        // In an order that is not that of their ids, so that rows are not either.
        for (int i = 0; i < 300; i++) {
            bosses.create(100 + i * 7 % 300);
        }
        spans.process();

        assertThat(raging.longest).isEqualTo(300);
        for (int e = 100; e < 400; e++) {
            assertThat(bosses.store().phase.get(e)).isEqualTo(e);
        }
    }

    @Test
    void ofARangeTheRowsThatThereAreAreMeant() {
        int entity = boss();
        world.create();

        acting.boss.phase.fill(4);
        acting.boss.phase.copyFrom(new int[] {8, 9}, 0, entity, 2);

        assertThat(acting.boss.phase.get(entity)).isEqualTo(8);
        assertThatThrownBy(acting.boss.phase::asSegment)
                .isInstanceOf(SparseColumnException.class)
                .hasMessageContaining("column Boss.phase of length")
                .hasMessageContaining("cannot be shown as a segment")
                .hasMessageContaining("take @Sparse from the type");
    }

    @Test
    void aGroupIsChargedForTheRowsThatThereAre() {
        TagGroup group = TagGroup.of("bosses", 32 * 8);
        World limited =
                new World(new WorldConfigurationBuilder().with(plugin().group(group)).build());
        SoaMapper<Boss> bosses = mapper(limited, Boss.class);
        for (int i = 0; i < 1_000; i++) {
            limited.create();
        }
        for (int i = 0; i < 32; i++) {
            bosses.create(i * 30);
        }
        assertThat(group.used()).isEqualTo(32 * 8);

        assertThatThrownBy(() -> bosses.create(1)).isInstanceOf(LimitExceededException.class);
        assertThat(bosses.has(1)).isFalse();
        bosses.remove(30);
        limited.process();
        bosses.create(1).phase.set(1, 6);

        assertThat(bosses.store().phase.get(1)).isEqualTo(6);
        limited.dispose();
        assertThat(group.used()).isZero();
    }

    @Test
    void aFrameComponentCannotBeSparse() {
        class Marking extends BaseSystem {
            Mark mark;

            @Override
            protected void processSystem() {}
        }
        assertThatThrownBy(() -> world(new Marking()))
                .hasRootCauseInstanceOf(ComponentTypeException.class)
                .hasStackTraceContaining("Mark is a FrameComponent, which cannot be @Sparse");
    }

    @Test
    void entitiesWithoutItCostNoMoreThanBesideAPlainComponent() {
        long plain = bytesOfBystanders(Rage.class);
        long sparse = bytesOfBystanders(Boss.class);

        assertThat(sparse).isLessThan(plain * 6 / 5);
    }

    private long bytesOfBystanders(Class<? extends Component> type) {
        World crowd = world();
        crowd.getMapper(type).create(crowd.create());
        crowd.process();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100_000; i++) {
            crowd.create();
        }
        crowd.process();
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        crowd.dispose();
        return bytes;
    }
}
