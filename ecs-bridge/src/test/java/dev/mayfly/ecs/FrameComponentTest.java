package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.World;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.ecs.error.ComponentTypeException;
import dev.mayfly.ecs.error.StrayComponentException;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** What is particular to values that are rows of columns. */
class FrameComponentTest extends WorldTest {

    /** A column of each type, without and with an initial value. */
    public static class Everything extends FrameComponent {
        final Floats f = floats();
        final Floats f1 = floats(1f);
        final Ints i = ints();
        final Ints i1 = ints(2);
        final Longs l = longs();
        final Longs l1 = longs(3L);
        final Doubles d = doubles();
        final Doubles d1 = doubles(4d);
        final Shorts s = shorts();
        final Shorts s1 = shorts((short) 5);
        final Bytes b = bytes();
        final Bytes b1 = bytes((byte) 6);

        Ints late() {
            return ints();
        }
    }

    /** No columns: a mark. */
    public static class Mark extends FrameComponent {}

    public abstract static class Unfinished extends FrameComponent {}

    static class Fields {
        Everything everything;
        Mark mark;
    }

    static class Wrong {
        Unfinished unfinished;
    }

    private final World world = world();

    private Fields fields() {
        Fields fields = new Fields();
        world.inject(fields);
        return fields;
    }

    @Test
    void theFirstTouchInATickPutsEveryColumnBack() {
        Everything row = fields().everything;
        int e = world.create();
        for (int tick = 0; tick < 3; tick++) {
            assertThat(row.touch(e)).isEqualTo(e);
            assertThat(List.of(row.f.get(e), row.f1.get(e))).containsExactly(0f, 1f);
            assertThat(List.of(row.i.get(e), row.i1.get(e))).containsExactly(0, 2);
            assertThat(List.of(row.l.get(e), row.l1.get(e))).containsExactly(0L, 3L);
            assertThat(List.of(row.d.get(e), row.d1.get(e))).containsExactly(0d, 4d);
            assertThat(List.of(row.s.get(e), row.s1.get(e))).containsExactly((short) 0, (short) 5);
            assertThat(List.of(row.b.get(e), row.b1.get(e))).containsExactly((byte) 0, (byte) 6);
            row.f.set(e, 9);
            row.f1.set(e, 9);
            row.i.set(e, 9);
            row.i1.set(e, 9);
            row.l.set(e, 9);
            row.l1.set(e, 9);
            row.d.set(e, 9);
            row.d1.set(e, 9);
            row.s.set(e, (short) 9);
            row.s1.set(e, (short) 9);
            row.b.set(e, (byte) 9);
            row.b1.set(e, (byte) 9);
            row.touch(e);
            assertThat(row.f1.get(e)).as("a second touch changes nothing").isEqualTo(9f);
            world.process();
        }
    }

    @Test
    void aComponentWithoutColumnsIsAMark() {
        Mark mark = fields().mark;
        int entity = world.create();
        mark.touch(entity);
        assertThat(mark.has(entity)).isTrue();

        world.process();

        assertThat(mark.has(entity)).isFalse();
    }

    @Test
    void aColumnIsNamedInMessages() {
        Everything row = fields().everything;

        assertThatThrownBy(() -> row.d1.get(-1)).hasMessageContaining("column Everything.d1");
    }

    @Test
    void theStoreIsTheSameForAllWhoAskForIt() {
        assertThat(fields().everything).isSameAs(fields().everything);
    }

    @Test
    void columnsEndWithTheWorld() {
        Everything row = fields().everything;

        world.dispose();

        assertThatThrownBy(() -> row.f.get(0)).isInstanceOf(ExpiredException.class);
    }

    @Test
    void aComponentThatIsConstructedOutsideOfAWorldIsRefused() {
        assertThatThrownBy(Mark::new)
                .isInstanceOf(StrayComponentException.class)
                .hasMessageStartingWith(Mark.class.getName() + " was made by 'new'")
                .hasMessageContaining("touch(entity)");
    }

    @Test
    void aColumnThatIsAskedForLateIsRefused() {
        Everything row = fields().everything;

        assertThatThrownBy(row::late)
                .isInstanceOf(ComponentTypeException.class)
                .hasMessageContaining("after its construction");
    }

    @Test
    void anAbstractTypeIsRefused() {
        assertThatThrownBy(() -> world.inject(new Wrong()))
                .hasRootCauseInstanceOf(ComponentTypeException.class)
                .rootCause()
                .hasMessageContaining("is abstract");
    }

    @Test
    void itHasTheColumnsThatASoaComponentHas() {
        assertThat(columnMethods(FrameComponent.class))
                .isEqualTo(columnMethods(SoaComponent.class))
                .hasSize(12);
    }

    private static List<String> columnMethods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getReturnType().getName().startsWith("dev.mayfly.alloc"))
                .filter(method -> method.getName().endsWith("s") && !isGetter(method))
                .map(method -> method.toString().replace(type.getName(), "T"))
                .sorted()
                .toList();
    }

    private static boolean isGetter(Method method) {
        return method.getName().equals("columns");
    }
}
