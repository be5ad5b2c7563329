package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.allocator.team.TeamFrame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * From checked on what belongs to a thread is refused to others, by every public method of every
 * collection, also where nothing grows; and what may be shared is not.
 */
class ForeignThreadTest extends ArenaFixture {

    public static final class Row extends SoaBuffer {
        public final Ints value = ints();
    }

    /** Methods that change a buffer of rows. */
    private static final List<String> ROW_CHANGES =
            List.of(
                    "addRow",
                    "addRows",
                    "removeSwap",
                    "clear",
                    "ensureCapacity",
                    "ensureRows",
                    "resetRow",
                    "close");

    static Stream<CollectionExpiryTest.Kind> collections() {
        return CollectionExpiryTest.kinds()
                .filter(kind -> FrameCollection.class.isAssignableFrom(kind.type()));
    }

    static Stream<CollectionExpiryTest.Kind> kinds() {
        return CollectionExpiryTest.kinds();
    }

    /** What {@code call} throws on another thread; null for nothing. */
    private static Throwable onAnother(Runnable call) {
        Throwable[] thrown = new Throwable[1];
        Thread other =
                new Thread(
                        () -> {
                            try {
                                call.run();
                            } catch (Throwable t) {
                                thrown[0] = t;
                            }
                        },
                        "other");
        other.start();
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return thrown[0];
    }

    private static Throwable call(Method method, BufferHandle of) {
        Throwable thrown =
                onAnother(
                        () -> {
                            try {
                                Throwable t =
                                        CollectionExpiryTest.thrownBy(
                                                method,
                                                of,
                                                CollectionExpiryTest.arguments(
                                                        method.getParameterTypes(), of));
                                if (t != null) {
                                    throw new Carrier(t);
                                }
                            } catch (IllegalAccessException e) {
                                throw new AssertionError(e);
                            }
                        });
        return thrown instanceof Carrier carrier ? carrier.getCause() : thrown;
    }

    private static final class Carrier extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Carrier(Throwable cause) {
            super(cause);
        }
    }

    @ParameterizedTest
    @MethodSource("collections")
    void everyMethodOfACollectionIsRefused(CollectionExpiryTest.Kind kind) {
        try (FrameScope _ = arena.begin()) {
            for (Method method : CollectionExpiryTest.methods(kind.type())) {
                BufferHandle mine = kind.take().apply(arena);
                Throwable thrown = call(method, mine);
                if (Safety.CHECKED) {
                    assertThat(thrown)
                            .as("%s", method)
                            .isInstanceOf(ForeignThreadException.class)
                            .hasMessageContaining("Thread 'other'")
                            .hasMessageContaining(kind.type().getSimpleName())
                            .hasMessageContaining("promote() or send()");
                } else {
                    assertThat(thrown).as("%s", method).isNull();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatWasPromotedIsAnybodys(CollectionExpiryTest.Kind kind) throws Exception {
        for (Method method : CollectionExpiryTest.methods(kind.type())) {
            Promotion<BufferHandle> promoted;
            try (FrameScope _ = arena.begin()) {
                promoted = arena.promote(kind.take().apply(arena));
            }
            assertThat(call(method, promoted.get())).as("%s", method).isNull();
            promoted.close();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatWasSentIsTheReceivers(CollectionExpiryTest.Kind kind) {
        for (Method method : CollectionExpiryTest.methods(kind.type())) {
            Parcel<BufferHandle> parcel;
            try (FrameScope _ = arena.begin()) {
                parcel = arena.send(kind.take().apply(arena));
            }
            Throwable thrown =
                    onAnother(
                            () -> {
                                FrameArena own = memory.arena();
                                try (FrameScope _ = own.begin()) {
                                    BufferHandle received = own.receive(parcel);
                                    Throwable t =
                                            CollectionExpiryTest.thrownBy(
                                                    method,
                                                    received,
                                                    CollectionExpiryTest.arguments(
                                                            method.getParameterTypes(), received));
                                    assertThat(t).isNull();
                                } catch (IllegalAccessException e) {
                                    throw new AssertionError(e);
                                }
                            });
            assertThat(thrown).as("%s", method).isNull();
        }
    }

    static Stream<CollectionExpiryTest.Kind> buffers() {
        return kinds().filter(kind -> !FrameCollection.class.isAssignableFrom(kind.type()));
    }

    /** An array of numbers may be shared as any array, by who orders it. */
    @ParameterizedTest
    @MethodSource("buffers")
    void aBufferIsAsSharedAsAnArray(CollectionExpiryTest.Kind kind) {
        try (FrameScope _ = arena.begin()) {
            for (Method method : CollectionExpiryTest.methods(kind.type())) {
                assertThat(call(method, kind.take().apply(arena))).as("%s", method).isNull();
            }
        }
    }

    @Test
    void whatAnEndedFrameOfARingHasIsReadByOthersAndNotChanged() {
        try (FrameRing ring = memory.ring("ring", 2)) {
            IntList list = ring.begin().intList(4);
            list.add(3);
            assertRefused(onAnother(() -> list.get(0)));
            ring.end();

            assertThat(onAnother(() -> assertThat(list.get(0)).isEqualTo(3))).isNull();
            assertRefused(onAnother(() -> list.add(4)));
        }
    }

    private static void assertRefused(Throwable thrown) {
        if (Safety.CHECKED) {
            assertThat(thrown).isInstanceOf(ForeignThreadException.class);
        } else {
            assertThat(thrown).isNull();
        }
    }

    /** Bodies read what the caller of the loop has, and what workers took before. */
    @Test
    void bodiesReadWhatTheirCallerHas() {
        try (FrameTeam team = FrameTeam.create(memory, 3);
                FrameScope _ = arena.begin();
                TeamFrame _ = team.begin()) {
            IntList callers = arena.intList(4);
            callers.add(5);
            IntList[] workers = new IntList[team.workers()];
            for (int i = 0; i < workers.length; i++) {
                workers[i] = team.arena(i).intList(4);
                workers[i].add(i);
            }
            Floats shared = arena.floats(64);

            assertThatCode(
                            () ->
                                    team.parallelFor(
                                            0,
                                            64,
                                            1,
                                            (from, _, _, worker) -> {
                                                int sum = callers.get(0);
                                                for (IntList each : workers) {
                                                    sum += each.get(0);
                                                }
                                                shared.set(from, sum);
                                                workers[worker].set(0, workers[worker].get(0));
                                            }))
                    .doesNotThrowAnyException();

            assertThat(shared.get(63)).isEqualTo(8f);
        }
    }

    @Test
    void rowsOfAFrameAreChangedByItsThreadAlone() {
        FrameRows<Row> rows = arena.rows(Row::new);
        try (FrameScope _ = arena.begin()) {
            for (Method method : rowChanges()) {
                Row mine = rows.take();
                mine.addRow();
                Throwable thrown = onAnother(() -> change(method, mine));
                assertRefused(thrown);
                if (Safety.CHECKED) {
                    assertThat(mine.size()).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void rowsThatWerePromotedAreChangedByAnyThread() {
        FrameRows<Row> rows = arena.rows(Row::new);
        for (Method method : rowChanges()) {
            Promotion<Row> promoted;
            try (FrameScope _ = arena.begin()) {
                Row mine = rows.take();
                mine.addRow();
                promoted = rows.promote(mine);
            }
            Row row = promoted.get();
            assertThat(onAnother(() -> change(method, row))).as("%s", method).isNull();
            promoted.close();
        }
    }

    private static List<Method> rowChanges() {
        List<Method> found =
                Arrays.stream(SoaBuffer.class.getMethods())
                        .filter(method -> ROW_CHANGES.contains(method.getName()))
                        .toList();
        assertThat(found).hasSize(ROW_CHANGES.size());
        return found;
    }

    private static void change(Method method, Row row) {
        try {
            Throwable thrown =
                    CollectionExpiryTest.thrownBy(
                            method,
                            row,
                            CollectionExpiryTest.arguments(method.getParameterTypes(), row));
            if (thrown instanceof RuntimeException failure) {
                throw failure;
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
