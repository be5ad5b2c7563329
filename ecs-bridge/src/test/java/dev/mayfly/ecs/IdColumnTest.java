package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.BaseSystem;
import com.artemis.annotations.EntityId;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.ecs.error.ComponentTypeException;
import dev.mayfly.ecs.internal.store.IdColumn;

import org.junit.jupiter.api.Test;

/** Which columns are known to hold ids of entities. */
class IdColumnTest extends WorldTest {

    public abstract static class Member extends SoaComponent {
        @EntityId public final Ints leader = ints(-1);
    }

    public static final class Soldier extends Member {
        public final Floats x = floats();
        public final Ints age = ints();
        @EntityId private final Ints target = ints(-1);

        public Ints target() {
            return target;
        }
    }

    public static final class OfLongs extends SoaComponent {
        @EntityId public final Longs target = longs(-1);
    }

    public static final class OfInt extends SoaComponent {
        @EntityId public int target = -1;
    }

    public static final class OfBag extends SoaComponent {
        @EntityId public IntBag targets = new IntBag();
    }

    public static final class OfAll extends SoaComponent {
        @EntityId public static Ints target;
    }

    public static final class OfNone extends SoaComponent {
        @EntityId public Ints target;
    }

    public static final class Shot extends FrameComponent {
        @EntityId public int target = -1;
    }

    static final class ShotSystem extends BaseSystem {
        Shot shot;

        @Override
        protected void processSystem() {}
    }

    @Test
    void areThoseOfTypeIntsThatAreMarkedWithThoseOfParents() {
        Soldier soldier = mapper(world(), Soldier.class).store();

        assertThat(IdColumn.of(soldier))
                .extracting(each -> each.field().getName())
                .containsExactly("target", "leader");
        assertThat(IdColumn.of(soldier))
                .extracting(IdColumn::column)
                .containsExactly(soldier.target(), soldier.leader);
    }

    @Test
    void aMarkedFieldThatIsNoColumnOfIdsIsRefused() {
        refuses(OfLongs.class, "'target' of type Longs");
        refuses(OfInt.class, "'target' of type int");
        refuses(OfBag.class, "'targets' of type IntBag");
        refuses(OfAll.class, "static field 'target'");
        refuses(OfNone.class, "leaves it null");
    }

    @Test
    void inAFrameComponentToo() {
        assertThatThrownBy(() -> world(new ShotSystem()))
                .hasStackTraceContaining(ComponentTypeException.class.getName())
                .hasStackTraceContaining("'target' of type int");
    }

    private void refuses(Class<? extends SoaComponent> type, String what) {
        assertThatThrownBy(() -> world().getMapper(type))
                .isInstanceOf(ComponentTypeException.class)
                .hasMessageContaining(type.getName())
                .hasMessageContaining(what)
                .hasMessageContaining("ints(-1)");
    }
}
