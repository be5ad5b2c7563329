package dev.mayfly.allocator;

import static dev.mayfly.allocator.Advice.framed;
import static dev.mayfly.allocator.Advice.inFrame;
import static dev.mayfly.allocator.SafetyLevel.CHECKED;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.allocator.error.SparseColumnException;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.columns.PackedRows;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Misuse of buffers, collections, slices and rows. */
final class BufferAdvice {

    private BufferAdvice() {}

    /** Rows with a column of each place. */
    static final class Rows extends SoaBuffer {
        final Floats x = floats();
    }

    static final class Mutable {
        int number;
    }

    /** A column with a row for id 3. */
    private static Floats packed() {
        SoaBuffer set = new SoaBuffer("Rare");
        PackedRows rows = Insides.of(set).pack(PackedColumnsTest.REFUSALS);
        Floats column = set.floats();
        rows.ensureIds(9);
        rows.take(3);
        return column;
    }

    static Advice cases() {
        return new Advice()
                .add(
                        ExpiredException.class,
                        "was used after its end.",
                        on -> {
                            on.arena().begin();
                            Floats floats = on.arena().floats(1);
                            on.arena().end();
                            floats.get(0);
                        },
                        framed(on -> on.arena().floats(1).get(0)))
                .add(
                        OutOfBoundsException.class,
                        "use 0 to 2.",
                        framed(on -> on.arena().floats(3).get(3)),
                        framed(on -> on.arena().floats(3).get(2)))
                .add(
                        OutOfBoundsException.class,
                        "It has no elements; ask length() first.",
                        framed(on -> on.arena().intList(3).get(0)),
                        framed(on -> assertThat(on.arena().intList(3).length()).isZero()))
                .add(
                        OutOfBoundsException.class,
                        "of length 3.",
                        framed(on -> on.arena().floats(3).copyTo(2, new float[9], 0, 2)),
                        framed(on -> on.arena().floats(3).copyTo(2, new float[9], 0, 1)))
                .add(
                        OutOfBoundsException.class,
                        "are outside an array of length 2. Nothing was copied.",
                        framed(on -> on.arena().floats(3).copyTo(0, new float[2], 0, 3)),
                        framed(on -> on.arena().floats(3).copyTo(0, new float[2], 0, 2)))
                .add(
                        SparseColumnException.class,
                        "it is sparse, so its elements lie packed and not by index. Go by id.",
                        _ -> packed().asSegment(),
                        _ -> packed().get(3))
                .add(
                        InvalidSizeException.class,
                        "elements was asked for; use 0 or more.",
                        framed(on -> on.arena().floats(-1)),
                        framed(on -> on.arena().floats(0)))
                .add(
                        InvalidSizeException.class,
                        "elements was asked for; the most is ",
                        framed(on -> on.arena().floats(Integer.MAX_VALUE)),
                        framed(on -> on.arena().floats(10)))
                .add(
                        InvalidSizeException.class,
                        "IntIntMap of 2147483647 elements was asked for; the most is ",
                        framed(on -> on.arena().intIntMap(Integer.MAX_VALUE)),
                        framed(on -> on.arena().intIntMap(10)))
                .add(
                        InvalidSizeException.class,
                        "A native slice of -1 bytes was asked for; use 0 to ",
                        framed(on -> on.arena().allocate(-1, 8)),
                        framed(on -> on.arena().allocate(0, 8)))
                .add(
                        InvalidSizeException.class,
                        "was asked for; use 0 or more, and up to ",
                        framed(on -> on.arena().allocate(ValueLayout.JAVA_LONG, 1L << 40)),
                        framed(on -> on.arena().allocate(ValueLayout.JAVA_LONG, 10)))
                .add(
                        InvalidSizeException.class,
                        "rows were to be added to",
                        on -> new Rows().addRows(-1),
                        on -> new Rows().addRows(0))
                .add(
                        InvalidSizeException.class,
                        "rows; use 0 to ",
                        on -> new Rows().ensureCapacity(-1),
                        on -> new Rows().ensureCapacity(0))
                .add(
                        OutOfBoundsException.class,
                        "It has none; ask size() first, or add one.",
                        on -> new Rows().removeSwap(0),
                        on -> {
                            Rows rows = new Rows();
                            rows.addRow();
                            rows.removeSwap(0);
                        })
                .add(
                        ExpiredException.class,
                        "was used after its end.",
                        on -> {
                            Rows rows = new Rows();
                            rows.close();
                            rows.addRow();
                        },
                        on -> new Rows().addRow())
                .add(
                        ReentryException.class,
                        "Have it compare, and nothing else.",
                        framed(
                                on -> {
                                    ObjectList<Integer> list = on.arena().objectList(4);
                                    list.add(2);
                                    list.add(1);
                                    list.sort(
                                            (a, b) -> {
                                                list.clear();
                                                return a - b;
                                            });
                                }),
                        framed(
                                on -> {
                                    ObjectList<Integer> list = on.arena().objectList(4);
                                    list.add(2);
                                    list.add(1);
                                    list.sort((a, b) -> a - b);
                                }))
                .add(
                        OutOfBoundsException.class,
                        "the highest is 2147483646.",
                        framed(on -> on.arena().bits(3).set(Integer.MAX_VALUE)),
                        framed(on -> on.arena().bits(3).set(1_000_000)))
                .add(
                        ReentryException.class,
                        "Have a CharSequence give its characters, and nothing else.",
                        framed(
                                on -> {
                                    FrameText text = on.arena().text(8);
                                    text.append(changing(text));
                                }),
                        framed(on -> on.arena().text(8).append("abc")))
                .add(
                        InvalidSizeException.class,
                        "decimals; use 0 to ",
                        framed(on -> on.arena().text(8).append(1.5, -1)),
                        framed(on -> on.arena().text(8).append(1.5, 2)))
                .add(
                        ReentryException.class,
                        "Have the supplier make a buffer, and take others after it has returned.",
                        on -> {
                            List<FrameRows<Rows>> self = new ArrayList<>();
                            FrameRows<Rows> rows = on.arena().rows(() -> self.getFirst().take());
                            self.add(rows);
                            on.arena().begin();
                            rows.take();
                        },
                        on -> {
                            FrameRows<Rows> rows = on.arena().rows(Rows::new);
                            on.arena().begin();
                            rows.take();
                            rows.take();
                            on.arena().end();
                        })
                .from(
                        CHECKED,
                        ExpiredException.class,
                        "was written to after its scope had ended",
                        on -> {
                            FrameObjects<Mutable> objects = on.arena().objects(Mutable::new);
                            on.arena().begin();
                            Mutable kept = objects.take();
                            on.arena().end();
                            kept.number = 7;
                            inFrame(on);
                            inFrame(on);
                        },
                        on -> {
                            FrameObjects<Mutable> objects = on.arena().objects(Mutable::new);
                            for (int i = 0; i < 3; i++) {
                                on.arena().begin();
                                objects.take().number = i;
                                on.arena().end();
                            }
                        });
    }

    private static CharSequence changing(FrameText text) {
        return new CharSequence() {
            @Override
            public int length() {
                return 3;
            }

            @Override
            public char charAt(int index) {
                text.append("b");
                return 'a';
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                return this;
            }
        };
    }
}
