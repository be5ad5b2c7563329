package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.error.SparseColumnException;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.columns.PackedRows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Columns that are used by id, with rows for few of the ids. */
class PackedColumnsTest {

    private static final int IDS = 1_000;

    static final PackedRows.Refusals REFUSALS =
            new PackedRows.Refusals() {
                @Override
                public RuntimeException noRow(Object column, int id, boolean writing) {
                    return new IllegalStateException(
                            (writing ? "write " : "read ") + id + " of " + column);
                }

                @Override
                public String adviceOnRanges() {
                    return "Go by id.";
                }
            };

    private final SoaBuffer set = new SoaBuffer("Rare");
    private final PackedRows rows = Insides.of(set).pack(REFUSALS);
    private final Floats floats = set.floats(7f);
    private final Ints ints = set.ints(7);
    private final Longs longs = set.longs(7);
    private final Doubles doubles = set.doubles(7);
    private final Shorts shorts = set.shorts((short) 7);
    private final Bytes bytes = set.bytes((byte) 7);

    PackedColumnsTest() {
        rows.ensureIds(IDS);
    }

    private void give(int... ids) {
        for (int id : ids) {
            rows.take(id);
        }
    }

    @Test
    void elementsGoByIdAndTakeARowForEachThatWasGivenOne() {
        give(900, 3, 64, 63);

        for (int id : new int[] {3, 63, 64, 900}) {
            assertThat(floats.get(id)).isEqualTo(7f);
            floats.set(id, id);
            ints.set(id, id + 1);
            longs.set(id, id + 2);
            doubles.set(id, id + 3);
            shorts.set(id, (short) (id + 4));
            bytes.set(id, (byte) (id + 5));
        }
        for (int id : new int[] {900, 63, 64, 3}) {
            floats.add(id, 1f);
            ints.add(id, 1);
            longs.add(id, 1);
            doubles.add(id, 1);
            shorts.add(id, (short) 1);
            bytes.add(id, (byte) 1);

            assertThat(floats.get(id)).isEqualTo(id + 1f);
            assertThat(ints.get(id)).isEqualTo(id + 2);
            assertThat(longs.get(id)).isEqualTo(id + 3);
            assertThat(doubles.get(id)).isEqualTo(id + 4);
            assertThat(shorts.get(id)).isEqualTo((short) (id + 5));
            assertThat(bytes.get(id)).isEqualTo((byte) (id + 6));
        }
        assertThat(set.size()).isEqualTo(4);
        assertThat(floats.length()).isEqualTo(IDS);
        assertThat(floats).hasToString("column Rare.column0 of length 1000");
    }

    @Test
    void anIdWithoutARowIsRefusedAndOneThatThereIsNotIsOutside() {
        give(70);

        for (int id : new int[] {0, 69, 71, IDS - 1}) {
            assertThatThrownBy(() -> floats.get(id)).hasMessageStartingWith("read " + id + " of");
            assertThatThrownBy(() -> ints.set(id, 1)).hasMessageStartingWith("write " + id);
            assertThatThrownBy(() -> longs.add(id, 1)).hasMessageStartingWith("write " + id);
        }
        for (int id : new int[] {-1, IDS, IDS + 63, 100_000, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> floats.get(id))
                    .isInstanceOf(OutOfBoundsException.class)
                    .hasMessageContaining("Index " + id + " is outside column Rare.column0")
                    .hasMessageContaining("of length 1000; use 0 to 999");
            assertThatThrownBy(() -> doubles.set(id, 1)).isInstanceOf(OutOfBoundsException.class);
            assertThatThrownBy(() -> bytes.add(id, (byte) 1))
                    .isInstanceOf(OutOfBoundsException.class);
        }
    }

    @Test
    void whatGoesOverARangeMeansTheIdsThatHaveRows() {
        give(2, 4, 80);
        float[] source = {10, 11, 12, 13, 14};

        floats.fill(5f);
        assertThat(floats.get(80)).isEqualTo(5f);
        floats.copyFrom(source, 1, 1, 4);
        assertThat(floats.get(2)).isEqualTo(12f);
        assertThat(floats.get(4)).isEqualTo(14f);
        float[] target = new float[6];
        floats.copyTo(1, target, 1, 4);
        assertThat(target).containsExactly(0, 7, 12, 7, 14, 0);

        assertThatThrownBy(() -> floats.copyTo(IDS - 3, target, 0, 4))
                .isInstanceOf(OutOfBoundsException.class)
                .hasMessageContaining("of length 1000");
        assertThatThrownBy(() -> floats.copyFrom(source, 2, 0, 4))
                .isInstanceOf(OutOfBoundsException.class);
    }

    @Test
    void whatNeedsElementsSideBySideIsRefusedByName() {
        give(2);
        FrameAllocator memory = FrameAllocator.create();
        memory.arena().begin();
        FloatList list = memory.arena().floatList(4);
        Map<String, Runnable> uses =
                Map.of(
                        "cannot be sorted", () -> floats.sort(0, 3),
                        "cannot be searched", () -> floats.binarySearch(0, 3, 1f),
                        "cannot be shown as a segment", floats::asSegment,
                        "cannot be appended to a list", () -> list.addAll(floats));

        uses.forEach(
                (told, use) ->
                        assertThatThrownBy(use::run)
                                .isInstanceOf(SparseColumnException.class)
                                .hasMessageContaining("column Rare.column0 of length 1000 " + told)
                                .hasMessageEndingWith(
                                        "it is sparse, so its elements lie packed and"
                                                + " not by index. Go by id."));
        assertThat(list.length()).isZero();
        memory.arena().end();
        memory.close();
    }

    @Test
    void aColumnThatHasEndedSaysSoWhateverIsAsked() {
        give(2);
        set.close();

        for (Runnable use :
                List.<Runnable>of(
                        () -> floats.get(2),
                        () -> floats.get(3),
                        () -> floats.get(-1),
                        () -> ints.set(2, 1),
                        () -> ints.add(2, 1),
                        floats::length,
                        () -> floats.fill(1f),
                        () -> floats.sort(0, 1),
                        floats::asSegment,
                        () -> floats.copyTo(0, new float[1], 0, 1))) {
            assertThatThrownBy(use::run).isInstanceOf(ExpiredException.class);
        }
    }

    @Test
    void whereThereIsNoRoomForARowNothingChanges() {
        TagGroup group = TagGroup.of("small", 16 * 4);
        SoaBuffer limited = new SoaBuffer("Limited", group);
        PackedRows few = Insides.of(limited).pack(REFUSALS);
        Floats column = limited.floats();
        few.ensureIds(IDS);
        for (int id = 0; id < 16; id++) {
            few.take(id);
            column.set(id, id);
        }

        assertThatThrownBy(() -> few.take(500)).isInstanceOf(LimitExceededException.class);
        assertThat(few.find(500)).isEqualTo(PackedRows.NONE);
        few.lose(3);
        few.release(_ -> false);
        assertThatCode(() -> few.take(500)).doesNotThrowAnyException();

        column.set(500, 50f);
        assertThat(column.get(500)).isEqualTo(50f);
        assertThat(column.get(15)).isEqualTo(15f);
        assertThatThrownBy(() -> column.get(3)).hasMessageStartingWith("read 3");
        limited.close();
        assertThat(group.used()).isZero();
    }

    @Test
    void rowsThatWereGivenUpAreReadUntilTheyAreReleasedAndThenOthers() {
        give(1, 2, 3);
        floats.set(2, 20f);

        rows.lose(2);
        assertThat(floats.get(2)).isEqualTo(20f);
        rows.lose(3);
        rows.release(id -> id == 3);

        assertThatThrownBy(() -> floats.get(2)).hasMessageStartingWith("read 2");
        assertThat(floats.get(3)).isEqualTo(7f);
        give(700);
        assertThat(set.size()).isEqualTo(3);
        assertThat(rows).hasToString("3 of 1000 ids have rows");
    }

    /**
     * Each step gives an id a row or takes it: compared with a map, and the rows are those of the
     * most ids that had one at once.
     */
    @Property(tries = 200)
    void packedRowsAreAMapFromIdsThatUsesEachRowOnce(
            @ForAll @Size(max = 400) List<@IntRange(max = 2 * IDS - 1) Integer> steps) {
        new PackedColumnsTest().runLikeAMap(steps); // columns of its own for each try
    }

    private void runLikeAMap(List<Integer> steps) {
        Map<Integer, Integer> model = new HashMap<>();
        Set<Integer> lost = new HashSet<>();
        int most = 0;
        for (int i = 0; i < steps.size(); i++) {
            int step = steps.get(i);
            int id = step / 2 % 97 * 10;
            if (step % 2 == 0) {
                rows.take(id);
                ints.set(id, i);
                model.put(id, i);
                lost.remove(id);
            } else if (model.containsKey(id) && lost.add(id)) {
                rows.lose(id);
            }
            most = Math.max(most, model.size());
            if (i % 7 == 6) {
                rows.release(each -> !lost.contains(each));
                model.keySet().removeAll(lost);
                lost.clear();
            }
            requireLike(model);
        }
        assertThat(set.size()).isEqualTo(most);
    }

    private void requireLike(Map<Integer, Integer> model) {
        List<Integer> used = new ArrayList<>();
        for (int id = 0; id < IDS; id++) {
            int row = rows.find(id);
            if (model.containsKey(id) != (row != PackedRows.NONE)) {
                assertThat(row).as("row of %s", id).isEqualTo(model.containsKey(id) ? 0 : -1);
            }
            if (row != PackedRows.NONE) {
                used.add(row);
                assertThat(ints.get(id)).isEqualTo(model.get(id));
                assertThat(rows.idOf(row)).isEqualTo(id);
            }
        }
        assertThat(used).doesNotHaveDuplicates();
    }
}
