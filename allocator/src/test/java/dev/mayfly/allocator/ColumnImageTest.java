package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

class ColumnImageTest {

    private final ColumnSet set = new ColumnSet("Position");
    private final Floats x = set.floats(1.5f);
    private final Ints group = set.ints(-1);
    private final Longs id = set.longs(7);
    private final Doubles mass = set.doubles(0.5);
    private final Shorts kind = set.shorts((short) 3);
    private final Bytes flags = set.bytes((byte) 4);
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
        set.save(image, 3);
        write(2, 21);
        write(3, 31);
        set.restore(image);

        assertThat(image.rows()).isEqualTo(3);
        assertThat(read(2)).containsOnly(20);
        assertThat(read(3)).containsOnly(31);
        assertThat(read(0)).containsExactly(1.5, -1, 7, 0.5, 3, 4);
    }

    @Test
    void anImageOutlivesTheGrowthOfItsSetAndIsFilledAgain() {
        write(9, 90);
        set.save(image, 10);
        set.ensureRows(5_000);
        write(4_999, 5);
        set.restore(image);
        assertThat(read(9)).containsOnly(90);

        set.save(image, 5_000);
        write(4_999, 6);
        set.restore(image);
        assertThat(read(4_999)).containsOnly(5);
    }

    @Test
    void theSegmentsAreTheRowsInTheOrderOfTheColumns() {
        write(1, 11);
        set.save(image, 2);

        assertThat(image.segments())
                .extracting(MemorySegment::byteSize)
                .containsExactly(8L, 8L, 16L, 16L, 4L, 2L);
        assertThat(image.segments().get(1).get(ValueLayout.JAVA_INT, 4)).isEqualTo(11);
        image.segments().get(1).set(ValueLayout.JAVA_INT, 4, 12);
        set.restore(image);
        assertThat(group.get(1)).isEqualTo(12);
    }

    @Test
    void aBlankImageHoldsZeroes() {
        set.restore(set.blankImage(4));

        assertThat(read(3)).containsOnly(0);
        assertThat(read(4)).containsExactly(1.5, -1, 7, 0.5, 3, 4);
        assertThat(set.blankImage(0).segments()).allMatch(segment -> segment.byteSize() == 0);
    }

    @Test
    void theLayoutNamesTypesAndColumnsInOrder() {
        set.name(group, "group");

        assertThat(set.layout())
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
            assertThatThrownBy(() -> set.save(image, count))
                    .isInstanceOf(InvalidSizeException.class)
                    .hasMessageContaining("use 0 to 10");
        }
        assertThatThrownBy(() -> set.blankImage(-1)).isInstanceOf(InvalidSizeException.class);
        assertThatThrownBy(() -> set.restore(set.blankImage(11)))
                .isInstanceOf(InvalidSizeException.class)
                .hasMessageContaining("ensureRows");
        assertThat(read(9)).containsExactly(1.5, -1, 7, 0.5, 3, 4);
    }

    @Test
    void anImageOfOtherColumnsIsRefused() {
        ColumnSet other = new ColumnSet("Velocity");
        other.ensureRows(10);

        assertThatThrownBy(() -> other.restore(set.blankImage(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Velocity");
        other.ints(0);
        set.save(image, 1);
        other.save(image, 1);
        assertThatThrownBy(() -> set.restore(image)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClosedSetIsNeitherSavedNorRestored() {
        set.save(image, 1);
        set.close();

        assertThatThrownBy(() -> set.save(image, 0)).isInstanceOf(ExpiredException.class);
        assertThatThrownBy(() -> set.restore(image)).isInstanceOf(ExpiredException.class);
        assertThatThrownBy(() -> set.blankImage(0)).isInstanceOf(ExpiredException.class);
    }
}
