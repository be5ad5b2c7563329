package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.columns.ColumnGuard;
import dev.mayfly.allocator.internal.columns.ColumnImage;
import dev.mayfly.allocator.internal.columns.ColumnRules;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

class ColumnGuardTest {

    /** What does not touch elements. */
    private static final List<String> ASKED_FOR_BY_NONE = List.of("length", "byteSize", "toString");

    private static final List<String> READING = List.of("get", "copyTo", "binarySearch");

    /** Writes down what it is asked, and refuses it when told to. */
    private static final class Recorder implements ColumnRules {

        final List<String> asked = new ArrayList<>();
        boolean refuses;

        @Override
        public void beforeReadOf(Object column) {
            ask("read", column);
        }

        @Override
        public void beforeWriteTo(Object column) {
            ask("write", column);
        }

        @Override
        public void beforeUseOf(Object column, int row, boolean writing) {
            ask((writing ? "write" : "read") + " of row " + row, column);
        }

        private void ask(String what, Object column) {
            asked.add(what);
            if (refuses) {
                throw new IllegalStateException("refused: " + what + " of " + column);
            }
        }
    }

    private static final class Columns {

        final Recorder recorder = new Recorder();
        final ColumnGuard guard = new ColumnGuard(recorder, null);
        final SoaBuffer set = new SoaBuffer("Guarded");
        final List<TypedBuffer> all =
                List.of(
                        set.floats(0),
                        set.ints(0),
                        set.longs(0),
                        set.doubles(0),
                        set.shorts((short) 0),
                        set.bytes((byte) 0));

        Columns() {
            Insides.of(set).guard(guard);
            set.ensureRows(4);
            guard.ensureRows(4);
            for (int row = 0; row < 4; row++) {
                guard.own(row);
            }
            guard.ask(true, true);
        }
    }

    record Call(int column, Method method) {

        void on(TypedBuffer target) {
            Class<?>[] types = method.getParameterTypes();
            Object[] arguments = new Object[types.length];
            Object zeros = Array.newInstance(elementType(target), 4);
            for (int i = 0; i < types.length; i++) {
                arguments[i] = types[i].isArray() ? zeros : zeroOf(types[i]);
            }
            try {
                method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw (RuntimeException) e.getCause();
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        private static Class<?> elementType(TypedBuffer target) {
            return target.storage().getClass().getComponentType();
        }

        private static Object zeroOf(Class<?> primitive) {
            return Array.get(Array.newInstance(primitive, 1), 0);
        }

        @Override
        public String toString() {
            return method.getDeclaringClass().getSimpleName() + "." + method.getName();
        }
    }

    /** Every public method of every type of column that touches elements. */
    static Stream<Call> calls() {
        List<TypedBuffer> columns = new Columns().all;
        return Stream.iterate(0, i -> i + 1)
                .limit(columns.size())
                .flatMap(
                        i ->
                                Arrays.stream(columns.get(i).getClass().getMethods())
                                        .filter(ColumnGuardTest::touchesElements)
                                        .map(method -> new Call(i, method)));
    }

    private static boolean touchesElements(Method method) {
        return method.getDeclaringClass() != Object.class
                && !method.isBridge()
                && !Modifier.isStatic(method.getModifiers())
                && !ASKED_FOR_BY_NONE.contains(method.getName());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyAccessToElementsIsAskedForFromCheckedOn(Call call) {
        Columns columns = new Columns();

        call.on(columns.all.get(call.column()));

        String kind = READING.contains(call.method().getName()) ? "read" : "write";
        assertThat(columns.recorder.asked).isEqualTo(Safety.CHECKED ? List.of(kind) : List.of());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatIsRefusedDoesNotHappen(Call call) {
        Columns columns = new Columns();
        columns.recorder.refuses = Safety.CHECKED;

        if (Safety.CHECKED) {
            assertThatThrownBy(() -> call.on(columns.all.get(call.column())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void aRefusedWriteLeavesTheElementAsItWas() {
        Columns columns = new Columns();
        Floats x = (Floats) columns.all.getFirst();
        x.set(1, 5f);
        columns.recorder.refuses = true;

        try {
            x.set(1, 6f);
        } catch (IllegalStateException refused) {
            assertThat(refused).hasMessageContaining("write");
        }

        columns.recorder.refuses = false;
        assertThat(x.get(1)).isEqualTo(Safety.CHECKED ? 5f : 6f);
    }

    /** What goes by the index of one row, which is asked whose it is. */
    private static boolean isByRow(Call call) {
        return List.of("get", "set", "add").contains(call.method().getName());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aRowThatNobodyHasIsAskedForAndARangeIsNot(Call call) {
        Columns columns = new Columns();
        columns.guard.ask(false, false);
        columns.guard.disown(0);

        call.on(columns.all.get(call.column()));

        String kind = READING.contains(call.method().getName()) ? "read" : "write";
        assertThat(columns.recorder.asked)
                .isEqualTo(
                        Safety.CHECKED && isByRow(call) ? List.of(kind + " of row 0") : List.of());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aRowThatWasLostIsReadAndNotWritten(Call call) {
        Columns columns = new Columns();
        columns.guard.ask(false, false);
        columns.guard.lose(0);

        call.on(columns.all.get(call.column()));

        boolean reads = READING.contains(call.method().getName());
        assertThat(columns.recorder.asked)
                .isEqualTo(
                        Safety.CHECKED && isByRow(call) && !reads
                                ? List.of("write of row 0")
                                : List.of());
    }

    @Test
    void whatWasLostAndNotGainedAgainIsForgotten() {
        Columns columns = new Columns();
        columns.guard.ask(false, false);
        columns.guard.lose(0);
        columns.guard.lose(1);
        columns.guard.own(1);
        columns.guard.forgetLost();

        Ints column = (Ints) columns.all.get(1);
        column.get(0);
        column.get(1);
        column.set(1, 3);

        assertThat(columns.recorder.asked)
                .isEqualTo(Safety.CHECKED ? List.of("read of row 0") : List.of());
    }

    @Test
    void anIndexThatIsOutsideIsToldSo() {
        Columns columns = new Columns();
        columns.guard.ask(false, false);
        Ints column = (Ints) columns.all.get(1);

        assertThatThrownBy(() -> column.get(-1)).isInstanceOf(OutOfBoundsException.class);
        assertThatThrownBy(() -> column.set(4, 1)).isInstanceOf(OutOfBoundsException.class);
    }

    @Test
    void aListThatTakesAColumnsElementsAsksAsAReader() {
        Columns columns = new Columns();
        try (FrameAllocator memory = FrameAllocator.create();
                FrameScope _ = memory.arena().begin()) {
            memory.arena().floatList(4).addAll((Floats) columns.all.get(0));
            memory.arena().intList(4).addAll((Ints) columns.all.get(1));
        }
        assertThat(columns.recorder.asked)
                .isEqualTo(Safety.CHECKED ? List.of("read", "read") : List.of());
    }

    @Test
    void whatTheSetDoesToAllColumnsIsNotAskedFor() {
        Columns columns = new Columns();
        columns.recorder.refuses = true;
        ColumnImage image = new ColumnImage();

        columns.set.ensureRows(100);
        columns.set.resetRow(7);
        image.save(Insides.of(columns.set), 50);
        image.restore(Insides.of(columns.set));
        columns.set.close();

        assertThat(columns.recorder.asked).isEmpty();
    }

    @Test
    void buffersOfAFrameAndUnguardedSetsAskNobody() {
        try (FrameAllocator memory = FrameAllocator.create();
                FrameScope _ = memory.arena().begin()) {
            Floats taken = memory.arena().floats(4);
            taken.set(0, 1f);
            assertThat(taken.get(0)).isEqualTo(1f);
        }
        SoaBuffer free = new SoaBuffer("Free");
        Ints column = free.ints(3);
        free.ensureRows(2);
        column.add(1, 2);
        assertThat(column.get(1)).isEqualTo(5);
    }
}
