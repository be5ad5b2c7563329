package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.OutOfBoundsException;

import org.junit.jupiter.api.Test;

import java.util.List;

class SoaBufferTest {

    @Test
    void aRowThatIsNotThereIsNotResetEvenWithoutColumns() {
        SoaBuffer bare = new SoaBuffer("bare");
        bare.addRow();
        bare.resetRow(0);
        for (int row : new int[] {-1, 1}) {
            assertThatThrownBy(() -> bare.resetRow(row))
                    .isInstanceOf(OutOfBoundsException.class)
                    .hasMessageContaining("Row " + row + " is outside bare of 1 rows; use 0 to 0.");
        }
        bare.close();
        assertThatThrownBy(() -> bare.resetRow(0)).isInstanceOf(ExpiredException.class);
    }

    static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    static final class Particles extends SoaBuffer {
        final Floats x = floats();
        final Floats age = floats(-1f);
        final Ints sprite = ints(7);
        final Longs id = longs(8L);
        final Doubles mass = doubles(0.5);
        final Shorts kind = shorts((short) 3);
        final Bytes flags = bytes((byte) 4);
    }

    static final class NoColumns extends SoaBuffer {}

    private final Particles particles = new Particles();

    @Test
    void aNewRowHoldsTheInitialValuesThoughAnotherOnceStoodThere() {
        for (int round = 0; round < 3; round++) {
            for (int row = 0; row < 200; row++) {
                assertThat(particles.addRow()).isEqualTo(row);
                assertInitial(row);
                overwrite(row);
            }
            while (particles.size() > 100) {
                particles.removeSwap(particles.size() - 1);
            }
            int first = particles.addRows(300);
            assertThat(first).isEqualTo(100);
            for (int row = first; row < 400; row++) {
                assertInitial(row);
                overwrite(row);
            }
            particles.clear();
        }
    }

    private void assertInitial(int row) {
        assertThat(particles.x.get(row)).isZero();
        assertThat(particles.age.get(row)).isEqualTo(-1f);
        assertThat(particles.sprite.get(row)).isEqualTo(7);
        assertThat(particles.id.get(row)).isEqualTo(8L);
        assertThat(particles.mass.get(row)).isEqualTo(0.5);
        assertThat(particles.kind.get(row)).isEqualTo((short) 3);
        assertThat(particles.flags.get(row)).isEqualTo((byte) 4);
    }

    private void overwrite(int row) {
        particles.x.set(row, 99f);
        particles.age.set(row, 99f);
        particles.sprite.set(row, 99);
        particles.id.set(row, 99L);
        particles.mass.set(row, 99.0);
        particles.kind.set(row, (short) 99);
        particles.flags.set(row, (byte) 99);
    }

    @Test
    void removingARowMovesTheLastOneIntoItsPlaceInEveryColumn() {
        particles.addRows(3);
        for (int row = 0; row < 3; row++) {
            particles.x.set(row, row);
            particles.age.set(row, 10 + row);
            particles.sprite.set(row, 20 + row);
            particles.id.set(row, 30 + row);
            particles.mass.set(row, 40 + row);
            particles.kind.set(row, (short) (50 + row));
            particles.flags.set(row, (byte) (60 + row));
        }
        assertThat(particles.removeSwap(0)).as("the row that moved").isEqualTo(2);
        assertThat(particles.size()).isEqualTo(2);
        assertThat(particles.x.get(0)).isEqualTo(2f);
        assertThat(particles.age.get(0)).isEqualTo(12f);
        assertThat(particles.sprite.get(0)).isEqualTo(22);
        assertThat(particles.id.get(0)).isEqualTo(32L);
        assertThat(particles.mass.get(0)).isEqualTo(42.0);
        assertThat(particles.kind.get(0)).isEqualTo((short) 52);
        assertThat(particles.flags.get(0)).isEqualTo((byte) 62);
        assertThat(particles.sprite.get(1)).isEqualTo(21);

        assertThat(particles.removeSwap(1)).as("nothing moved").isEqualTo(1);
        assertThat(particles.sprite.get(0)).isEqualTo(22);
        assertThat(particles.removeSwap(0)).isZero();
        assertThat(particles.size()).isZero();
    }

    @Test
    void anIndexBeyondTheLastRowIsCaughtAndNamed() {
        particles.addRows(5);
        particles.removeSwap(2);
        assertThat(particles.age.length()).isEqualTo(4);
        assertThatThrownBy(() -> particles.age.get(4))
                .isInstanceOf(OutOfBoundsException.class)
                .hasMessage("Index 4 is outside column Particles.age of length 4; use 0 to 3.");
        for (int row : new int[] {-1, 4, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> particles.removeSwap(row))
                    .isInstanceOf(OutOfBoundsException.class)
                    .hasMessage("Row " + row + " is outside Particles of 4 rows; use 0 to 3.");
        }
        assertThat(particles.size()).isEqualTo(4);
    }

    @Test
    void anEmptyBufferLives() {
        assertThat(particles.size()).isZero();
        assertThat(particles.x.length()).isZero();
        assertThatThrownBy(() -> particles.x.get(0)).isInstanceOf(OutOfBoundsException.class);
        particles.addRow();
        particles.clear();
        assertThat(particles.x.length()).isZero();
        assertThatThrownBy(() -> particles.x.get(0)).isInstanceOf(OutOfBoundsException.class);
        assertThatThrownBy(() -> particles.removeSwap(0))
                .isInstanceOf(OutOfBoundsException.class)
                .hasMessage(
                        "Row 0 is outside Particles of 0 rows. It has none; ask size() first, or"
                                + " add one.");
    }

    @Test
    void everyUseAfterCloseIsCaught() {
        particles.addRows(3);
        particles.close();
        particles.close();
        List<Runnable> uses =
                List.of(
                        () -> particles.x.get(0),
                        () -> particles.flags.set(0, (byte) 1),
                        () -> particles.mass.length(),
                        particles::size,
                        particles::addRow,
                        particles::clear,
                        () -> particles.addRows(0),
                        () -> particles.addRows(2),
                        () -> particles.removeSwap(0),
                        () -> particles.ensureCapacity(1));
        assertThat(uses)
                .allSatisfy(
                        use ->
                                assertThatThrownBy(use::run)
                                        .isInstanceOf(ExpiredException.class)
                                        .hasMessageContaining("Particles")
                                        .hasMessageContaining("It was closed"));
        assertThat(particles).hasToString("Particles (ended)");
    }

    @Test
    void aMillionRowsKeepTheirValuesWhileTheBufferGrows() {
        for (int i = 0; i < 1_000_000; i++) {
            particles.sprite.set(particles.addRow(), i);
        }
        for (int i = 0; i < 1_000_000; i++) {
            if (particles.sprite.get(i) != i) {
                throw new AssertionError("row " + i + " holds " + particles.sprite.get(i));
            }
        }
    }

    @Test
    void ensuredCapacityIsNotGrownAgain() {
        particles.ensureCapacity(1_000);
        float[] storage = particles.x.array;
        particles.ensureCapacity(10);
        particles.addRows(1_000);
        assertThat(particles.x.array).isSameAs(storage);
        particles.addRow();
        assertThat(particles.x.array).isNotSameAs(storage);
        assertThat(particles.x.array.length).as("doubled").isGreaterThanOrEqualTo(2_000);
    }

    @Test
    void aColumnThatIsAddedLateHasTheRowsOfTheOthers() {
        Late late = new Late();
        late.addRows(20);
        Ints added = late.add();
        assertThat(added.get(19)).isEqualTo(5);
        late.addRows(100);
        assertThat(added.get(119)).isEqualTo(5);
        assertThatThrownBy(() -> added.get(120)).hasMessageContaining("Late.column1");
    }

    private static final class Late extends SoaBuffer {
        Late() {
            floats();
        }

        Ints add() {
            return ints(5);
        }
    }

    @Test
    void moreRowsThanAnArrayHoldsAreRefusedAndChangeNothing() {
        NoColumns rows = new NoColumns();
        rows.addRows(MOST_ROWS - 1);
        assertThat(rows.addRow()).isEqualTo(MOST_ROWS - 1);
        assertThatThrownBy(rows::addRow)
                .isInstanceOf(InvalidSizeException.class)
                .hasMessage(
                        "NoColumns of 2147483639 rows cannot have 2147483640 rows; use 0 to"
                                + " 2147483639.");
        assertThatThrownBy(() -> rows.addRows(Integer.MAX_VALUE))
                .isInstanceOf(InvalidSizeException.class);
        assertThat(rows.size()).isEqualTo(MOST_ROWS);
        assertThat(rows.addRows(0)).isEqualTo(MOST_ROWS);

        particles.addRow();
        assertThatThrownBy(() -> particles.addRows(-1))
                .isInstanceOf(InvalidSizeException.class)
                .hasMessage("-1 rows were to be added to Particles of 1 rows; use 0 or more.");
        assertThatThrownBy(() -> particles.ensureCapacity(-1))
                .isInstanceOf(InvalidSizeException.class);
        assertThatThrownBy(() -> particles.ensureCapacity(MOST_ROWS + 1))
                .isInstanceOf(InvalidSizeException.class);
        assertThat(particles.size()).isEqualTo(1);
    }
}
