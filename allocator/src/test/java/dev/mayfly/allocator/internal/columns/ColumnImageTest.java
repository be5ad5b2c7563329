package dev.mayfly.allocator.internal.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.internal.Insides;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

class ColumnImageTest {

    private final SoaBuffer set = new SoaBuffer("Position");
    private final Floats x = set.floats(1.5f);
    private final Ints group = set.ints(-1);
    private final Longs id = set.longs(7);
    private final Doubles mass = set.doubles(0.5);
    private final Shorts kind = set.shorts((short) 3);
    private final Bytes flags = set.bytes((byte) 4);
    private final ColumnStore store = Insides.of(set);
    private final ColumnImage image = new ColumnImage();

    @BeforeEach
    void makeRows() {
        set.ensureRows(10);
    }

    private void write(int row, int value) {
        x.set(row, value);
        group.set(row, value);
        id.set(row, value);
        mass.set(row, value);
        kind.set(row, (short) value);
        flags.set(row, (byte) value);
    }

    private double[] read(int row) {
        return new double[] {
            x.get(row), group.get(row), id.get(row), mass.get(row), kind.get(row), flags.get(row)
        };
    }

    @Test
    void savedRowsComeBackAndOthersStay() {
        write(2, 20);
        write(3, 30);
        image.save(store, 3);
        write(2, 21);
        write(3, 31);
        image.restore(store);

        assertThat(image.rows()).isEqualTo(3);
        assertThat(read(2)).containsOnly(20);
        assertThat(read(3)).containsOnly(31);
        assertThat(read(0)).containsExactly(1.5, -1, 7, 0.5, 3, 4);
    }

    @Test
    void chosenRowsComeBackInTheirOrderAndOthersStay() {
        for (int row = 0; row < 10; row++) {
            write(row, row);
        }
        image.gather(store, new int[] {7, 2, 9, 4}, 3);
        for (int row = 0; row < 10; row++) {
            write(row, 50 + row);
        }
        image.scatter(store, new int[] {7, 2, 1});

        assertThat(image.rows()).isEqualTo(3);
        assertThat(read(7)).containsOnly(7);
        assertThat(read(2)).containsOnly(2);
        assertThat(read(1)).containsOnly(9);
        for (int other : new int[] {0, 3, 4, 5, 6, 8, 9}) {
            assertThat(read(other)).containsOnly(50 + other);
        }
        SoaBuffer velocity = new SoaBuffer("Velocity");
        velocity.ensureRows(10);
        assertThatThrownBy(() -> image.scatter(Insides.of(velocity), new int[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Velocity")
                .hasMessageContaining("buffer that it was taken from");
        set.close();
        assertThatThrownBy(() -> image.scatter(store, new int[3]))
                .isInstanceOf(ExpiredException.class);
        assertThatThrownBy(() -> image.gather(store, new int[3], 0))
                .isInstanceOf(ExpiredException.class);
    }

    @Test
    void anImageOutlivesTheGrowthOfItsSetAndIsFilledAgain() {
        write(9, 90);
        image.save(store, 10);
        set.ensureRows(5_000);
        write(4_999, 5);
        image.restore(store);
        assertThat(read(9)).containsOnly(90);

        image.save(store, 5_000);
        write(4_999, 6);
        image.restore(store);
        assertThat(read(4_999)).containsOnly(5);
    }

    @Test
    void theSegmentsAreTheRowsInTheOrderOfTheColumns() {
        write(1, 11);
        image.save(store, 2);

        assertThat(image.segments())
                .extracting(MemorySegment::byteSize)
                .containsExactly(8L, 8L, 16L, 16L, 4L, 2L);
        assertThat(image.segments().get(1).get(ValueLayout.JAVA_INT, 4)).isEqualTo(11);
        image.segments().get(1).set(ValueLayout.JAVA_INT, 4, 12);
        image.restore(store);
        assertThat(group.get(1)).isEqualTo(12);
    }

    @Test
    void aBlankImageHoldsZeroes() {
        ColumnImage.blank(store, 4).restore(store);

        assertThat(read(3)).containsOnly(0);
        assertThat(read(4)).containsExactly(1.5, -1, 7, 0.5, 3, 4);
        assertThat(ColumnImage.blank(store, 0).segments())
                .allMatch(segment -> segment.byteSize() == 0);
    }

    @Test
    void theLayoutNamesTypesAndColumnsInOrder() {
        set.name(group, "group");

        assertThat(store.layout())
                .containsExactly(
                        "float column0",
                        "int group",
                        "long column2",
                        "double column3",
                        "short column4",
                        "byte column5");
    }

    @Test
    void rowsThatAreNotThereAreRefused() {
        for (int count : new int[] {-1, 11}) {
            assertThatThrownBy(() -> image.save(store, count))
                    .isInstanceOf(InvalidSizeException.class)
                    .hasMessageContaining("use 0 to 10");
        }
        assertThatThrownBy(() -> ColumnImage.blank(store, -1))
                .isInstanceOf(InvalidSizeException.class);
        assertThatThrownBy(() -> ColumnImage.blank(store, 11).restore(store))
                .isInstanceOf(InvalidSizeException.class)
                .hasMessageContaining("ensureRows");
        assertThat(read(9)).containsExactly(1.5, -1, 7, 0.5, 3, 4);
    }

    @Test
    void anImageOfOtherColumnsIsRefused() {
        SoaBuffer other = new SoaBuffer("Velocity");
        other.ensureRows(10);

        assertThatThrownBy(() -> ColumnImage.blank(store, 1).restore(Insides.of(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Velocity");
        other.ints(0);
        image.save(store, 1);
        image.save(Insides.of(other), 1);
        assertThatThrownBy(() -> image.restore(store)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anImageOfAsManyColumnsOfOtherTypesIsRefused() {
        SoaBuffer one = new SoaBuffer("Mass");
        one.floats(0);
        one.ensureRows(4);
        SoaBuffer another = new SoaBuffer("Group");
        Ints groups = another.ints(5);
        another.ensureRows(4);
        image.save(Insides.of(one), 2);

        assertThatThrownBy(() -> image.restore(Insides.of(another)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Group");
        assertThatThrownBy(() -> image.scatter(Insides.of(another), new int[2]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(groups.get(0)).isEqualTo(5);
    }

    @Test
    void anImageThatHasRoomIsFilledAgainWhereItIs() {
        image.save(store, 10);
        Object array = image.segments().get(0).heapBase().orElseThrow();
        image.save(store, 10);
        assertThat(image.segments().get(0).heapBase().orElseThrow()).isSameAs(array);
        image.gather(store, new int[] {3, 1}, 2);
        assertThat(image.segments().get(0).heapBase().orElseThrow()).isSameAs(array);
        assertThat(image.bytes()).isEqualTo(2 * (4 + 4 + 8 + 8 + 2 + 1));
        set.ensureRows(5_000);
        image.save(store, 5_000);
        assertThat(image.segments().get(0).heapBase().orElseThrow()).isNotSameAs(array);
    }

    @Test
    void aClosedSetIsNeitherSavedNorRestored() {
        image.save(store, 1);
        set.close();

        assertThatThrownBy(() -> image.save(store, 0)).isInstanceOf(ExpiredException.class);
        assertThatThrownBy(() -> image.restore(store)).isInstanceOf(ExpiredException.class);
        assertThatThrownBy(() -> ColumnImage.blank(store, 0)).isInstanceOf(ExpiredException.class);
    }
}
