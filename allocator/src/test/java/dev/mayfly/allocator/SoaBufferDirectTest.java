package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.Insides;

import org.junit.jupiter.api.Test;

class SoaBufferDirectTest {

    private final SoaBuffer set = new SoaBuffer("Position");

    @Test
    void columnsGrowTogetherAndKeepTheirValues() {
        Floats x = set.floats(1.5f);
        Ints group = set.ints(-1);
        Longs id = set.longs(7);
        Doubles mass = set.doubles(0.5);
        Shorts kind = set.shorts((short) 3);
        Bytes flags = set.bytes((byte) 4);
        set.ensureRows(10);
        x.set(9, 8f);
        set.ensureRows(1_000);
        set.ensureRows(5);

        assertThat(set.size()).isEqualTo(1_000);
        assertThat(x.length()).isEqualTo(1_000);
        assertThat(x.get(9)).isEqualTo(8f);
        for (int row : new int[] {0, 8, 10, 999}) {
            assertThat(x.get(row)).isEqualTo(1.5f);
            assertThat(group.get(row)).isEqualTo(-1);
            assertThat(id.get(row)).isEqualTo(7);
            assertThat(mass.get(row)).isEqualTo(0.5);
            assertThat(kind.get(row)).isEqualTo((short) 3);
            assertThat(flags.get(row)).isEqualTo((byte) 4);
        }
    }

    @Test
    void aColumnAddedLateHasTheRowsOfTheOthers() {
        set.ensureRows(20);
        assertThat(set.ints(5).get(19)).isEqualTo(5);
    }

    @Test
    void resettingARowRestoresTheInitialValuesOfThatRowOnly() {
        Floats x = set.floats(2f);
        Longs id = set.longs(0);
        set.ensureRows(3);
        x.fill(9f);
        id.fill(9);
        set.resetRow(1);

        assertThat(new float[] {x.get(0), x.get(1), x.get(2)}).containsExactly(9f, 2f, 9f);
        assertThat(new long[] {id.get(0), id.get(1), id.get(2)}).containsExactly(9, 0, 9);
    }

    @Test
    void messagesNameSetAndColumn() {
        Floats x = set.floats(0);
        set.name(x, "x");
        Floats unnamed = set.floats(0);
        assertThatThrownBy(() -> x.get(0))
                .isInstanceOf(OutOfBoundsException.class)
                .hasMessageContaining("column Position.x")
                .hasMessageContaining("ensureRows");
        set.ensureRows(4);
        assertThatThrownBy(() -> x.get(4))
                .isInstanceOf(OutOfBoundsException.class)
                .hasMessageContaining("Index 4 is outside column Position.x of length 4");
        assertThatThrownBy(() -> unnamed.get(-1)).hasMessageContaining("Position.column1");
        assertThatThrownBy(() -> new SoaBuffer("Other").name(x, "y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Other");
    }

    @Test
    void columnsEndWithTheirSet() {
        Floats x = set.floats(0);
        set.name(x, "x");
        set.ensureRows(4);
        set.close();
        set.close();
        assertThatThrownBy(() -> x.get(0))
                .isInstanceOf(ExpiredException.class)
                .hasMessageContaining("column Position.x was used after its end. It was closed.");
        assertThatThrownBy(() -> x.set(0, 1)).isInstanceOf(ExpiredException.class);
        assertThatThrownBy(() -> set.resetRow(0)).isInstanceOf(ExpiredException.class);
        assertThatThrownBy(() -> set.ensureRows(9)).isInstanceOf(ExpiredException.class);
        assertThatThrownBy(() -> set.floats(0)).isInstanceOf(ExpiredException.class);
    }

    @Test
    void itKnowsWhetherSomebodyHasASegmentOfAColumn() {
        Floats x = set.floats(0);
        Ints y = set.ints(0);
        set.ensureRows(4);
        x.set(0, 1f);
        assertThat(Insides.of(set).isExposed()).isFalse();
        y.asSegment();
        assertThat(Insides.of(set).isExposed()).isTrue();
    }

    @Test
    void badRowCountsAreRefused() {
        assertThatThrownBy(() -> set.ensureRows(-1))
                .isInstanceOf(InvalidSizeException.class)
                .hasMessageContaining("Position");
        assertThatThrownBy(() -> set.ensureRows(Integer.MAX_VALUE))
                .isInstanceOf(InvalidSizeException.class);
    }
}
