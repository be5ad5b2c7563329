package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.PooledComponent;
import com.artemis.World;

import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.DeadEntityException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is particular to values that are objects. */
class FrameMapperTest extends WorldTest {

    /** Reset by Artemis' own method, which is protected. */
    public static class Pooled extends PooledComponent {
        int value = 3;

        @Override
        protected void reset() {
            value = 3;
        }
    }

    /** Cannot be reset when it is told so. */
    public static class Stubborn implements Poolable {
        static final RuntimeException FAILURE = new IllegalStateException("no");
        boolean stubborn;

        @Override
        public void reset() {
            if (stubborn) {
                throw FAILURE;
            }
        }
    }

    /** What a test has injected. */
    static class Fields {
        FrameMapper<Hit> hits;
        FrameMapper<Hit.OfTwo> longHits;
        FrameMapper<Pooled> pooled;
        FrameMapper<Stubborn> stubborn;
    }

    private final World world = world();
    private final Fields fields = new Fields();

    @BeforeEach
    void inject() {
        world.inject(fields);
    }

    @Test
    void createGetAndValueGiveTheSameInstance() {
        int entity = world.create();

        Hit hit = fields.hits.create(entity);

        assertThat(fields.hits.create(entity)).isSameAs(hit);
        assertThat(fields.hits.get(entity)).isSameAs(hit);
        assertThat(fields.hits.value(0)).isSameAs(hit);
        assertThat(fields.hits.get(world.create())).isNull();
    }

    @Test
    void aValueOutsideIsRefused() {
        assertThatThrownBy(() -> fields.hits.value(0))
                .isInstanceOf(OutOfBoundsException.class)
                .hasMessageContaining("0 entities that have Hit");
    }

    @Test
    void inStandardInstancesAreUsedAgainAndInCheckedNever() {
        int entity = world.create();
        Hit hit = fields.hits.create(entity);
        hit.damage = 77;
        world.process();

        Hit next = fields.hits.create(entity);
        next.damage = 5;

        if (!Safety.CHECKED) {
            assertThat(next).isSameAs(hit);
        } else {
            assertThat(next).isNotSameAs(hit);
            assertThat(hit.damage).isEqualTo(77);
        }
    }

    @Test
    void aValueThatLivesOnKeepsItsInstanceWhenThoseBeforeItEnd() {
        int first = world.create();
        int second = world.create();
        fields.longHits.create(first);
        world.process();
        Hit hit = fields.longHits.create(second);
        hit.damage = 8;

        world.process();

        assertThat(fields.longHits.size()).isEqualTo(1);
        assertThat(fields.longHits.get(second)).isSameAs(hit);
        assertThat(fields.longHits.value(0)).isSameAs(hit);
        Hit other = fields.longHits.create(first);
        assertThat(other).isNotSameAs(hit);
        assertThat(hit.damage).isEqualTo(8);
    }

    @Test
    void aPooledComponentIsResetByItsOwnMethod() {
        int entity = world.create();
        fields.pooled.create(entity).value = 9;
        world.process();

        assertThat(fields.pooled.create(entity).value).isEqualTo(3);
    }

    @Test
    void aValueThatCannotBeResetLeavesTheEntityWithoutOne() {
        int entity = world.create();
        fields.stubborn.create(entity).stubborn = true;
        world.process();

        if (!Safety.CHECKED) {
            assertThatThrownBy(() -> fields.stubborn.create(entity)).isSameAs(Stubborn.FAILURE);
            assertThat(fields.stubborn.has(entity)).isFalse();
            assertThat(fields.stubborn.size()).isZero();
        } else {
            assertThat(fields.stubborn.create(entity).stubborn).isFalse();
        }
    }

    @Test
    void gettingTheValueOfADeadEntityThrowsFromCheckedOn() {
        int dead = world.create();
        world.process();
        world.delete(dead);
        assertThat(fields.hits.get(dead)).as("deletion is pending").isNull();
        world.process();

        if (!Safety.CHECKED) {
            assertThat(fields.hits.get(dead)).isNull();
        } else {
            assertThatThrownBy(() -> fields.hits.get(dead))
                    .isInstanceOf(DeadEntityException.class)
                    .hasMessageContaining("no entity " + dead);
        }
        assertThat(fields.hits.has(dead)).isFalse();
    }
}
