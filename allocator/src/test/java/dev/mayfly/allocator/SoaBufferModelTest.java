package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import java.util.ArrayList;
import java.util.List;

/** Random programs of adding, setting and removing rows, run against a list of rows. */
class SoaBufferModelTest {

    enum Kind {
        ADD,
        ADD_MANY,
        SET,
        REMOVE,
        REMOVE_MANY,
        ENSURE,
        CLEAR
    }

    record Step(Kind kind, int pick) {}

    record Row(float x, long id, byte flags) {
        static final Row INITIAL = new Row(0.5f, -7L, (byte) 3);
    }

    static final class Rows extends SoaBuffer {
        final Floats x = floats(Row.INITIAL.x);
        final Longs id = longs(Row.INITIAL.id);
        final Bytes flags = bytes(Row.INITIAL.flags);
        final NativeInts copy = nativeInts((int) Row.INITIAL.id);

        Row row(int row) {
            assertThat(copy.get(row)).isEqualTo((int) id.get(row));
            return new Row(x.get(row), id.get(row), flags.get(row));
        }

        void set(int row, Row values) {
            x.set(row, values.x);
            id.set(row, values.id);
            flags.set(row, values.flags);
            copy.set(row, (int) values.id);
        }
    }

    @Property(tries = 1_000)
    void everyProgramAgreesWithAListOfRows(@ForAll("programs") List<Step> program) {
        try (Rows real = new Rows()) {
            run(program, real);
        }
    }

    @Property(tries = 300)
    void soItDoesInFramesThatUseTheStorageAgain(@ForAll("programs") List<Step> program) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            FrameArena arena = memory.arena();
            FrameRows<Rows> source = arena.rows(Rows::new);
            for (int frame = 0; frame < 3; frame++) {
                try (FrameScope tick = arena.begin()) {
                    run(program, source.take());
                    try (FrameScope inner = arena.scope()) {
                        run(program.reversed(), source.take());
                    }
                }
            }
        }
    }

    private static void run(List<Step> program, Rows real) {
        List<Row> model = new ArrayList<>();
        int stamp = 0;
        for (Step step : program) {
            run(step, real, model, ++stamp);
            assertAgree(real, model);
        }
    }

    @Provide
    Arbitrary<List<Step>> programs() {
        Arbitrary<Kind> kinds =
                Arbitraries.frequency(
                        Tuple.of(10, Kind.ADD),
                        Tuple.of(4, Kind.ADD_MANY),
                        Tuple.of(10, Kind.SET),
                        Tuple.of(8, Kind.REMOVE),
                        Tuple.of(2, Kind.REMOVE_MANY),
                        Tuple.of(1, Kind.ENSURE),
                        Tuple.of(1, Kind.CLEAR));
        return Combinators.combine(kinds, Arbitraries.integers().between(0, 10_000))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(80);
    }

    private static void run(Step step, Rows real, List<Row> model, int stamp) {
        switch (step.kind) {
            case ADD -> {
                assertThat(real.addRow()).isEqualTo(model.size());
                model.add(Row.INITIAL);
            }
            case ADD_MANY -> {
                int count = step.pick % 150;
                assertThat(real.addRows(count)).isEqualTo(model.size());
                for (int i = 0; i < count; i++) {
                    model.add(Row.INITIAL);
                }
            }
            case SET -> {
                if (!model.isEmpty()) {
                    Row values = new Row(stamp, stamp * 1_000L, (byte) stamp);
                    int row = step.pick % model.size();
                    real.set(row, values);
                    model.set(row, values);
                }
            }
            case REMOVE -> {
                if (!model.isEmpty()) {
                    remove(step.pick % model.size(), real, model);
                }
            }
            case REMOVE_MANY -> {
                for (int i = step.pick % 100; i > 0 && !model.isEmpty(); i--) {
                    remove(step.pick * i % model.size(), real, model);
                }
            }
            case ENSURE -> real.ensureCapacity(step.pick % 500);
            case CLEAR -> {
                real.clear();
                model.clear();
            }
        }
    }

    private static void remove(int row, Rows real, List<Row> model) {
        Row last = model.removeLast();
        if (row < model.size()) {
            model.set(row, last);
        }
        assertThat(real.removeSwap(row)).as("the row that moved").isEqualTo(model.size());
    }

    private static void assertAgree(Rows real, List<Row> model) {
        assertThat(real.size()).isEqualTo(model.size());
        assertThat(real.flags.length()).isEqualTo(model.size());
        for (int row = 0; row < model.size(); row++) {
            if (!real.row(row).equals(model.get(row))) {
                assertThat(real.row(row)).as("row %s", row).isEqualTo(model.get(row));
            }
        }
    }
}
