package dev.mayfly.examples.swarm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class CellsTest {
    private final Cells cells = Cells.covering(100f, 60f, 8f);

    @Test
    void theCellsCoverTheWholeWorld() {
        assertThat(cells.columns() * cells.size()).isGreaterThanOrEqualTo(100f);
        assertThat(cells.rows() * cells.size()).isGreaterThanOrEqualTo(60f);
        assertThat(cells.count()).isEqualTo(cells.columns() * cells.rows());
        assertThat(cells.column(100f)).isEqualTo(cells.columns() - 1);
        assertThat(cells.row(60f)).isEqualTo(cells.rows() - 1);
    }

    @Test
    void everyCellHasAnIndexOfItsOwn() {
        int[] indices =
                IntStream.range(0, cells.rows())
                        .flatMap(
                                row ->
                                        IntStream.range(0, cells.columns())
                                                .map(column -> cells.index(column, row)))
                        .toArray();
        assertThat(indices).isEqualTo(IntStream.range(0, cells.count()).toArray());
    }

    @Test
    void aPlaceOutsideBelongsToTheNearestCell() {
        assertThat(cells.column(-5f)).isZero();
        assertThat(cells.column(500f)).isEqualTo(cells.columns() - 1);
        assertThat(cells.row(-5f)).isZero();
        assertThat(cells.row(500f)).isEqualTo(cells.rows() - 1);
    }

    @Test
    void aSearchLooksAtEachOfThreeRowsOnce() {
        for (int entity = 0; entity < 5; entity++) {
            int searcher = entity;
            assertThat(
                            IntStream.range(0, Cells.ROWS_AROUND)
                                    .map(step -> Cells.rowAround(4, searcher, 17, step)))
                    .containsExactlyInAnyOrder(3, 4, 5);
        }
    }

    @Test
    void searchesBeginInDifferentRows() {
        assertThat(IntStream.range(0, 3).map(entity -> Cells.rowAround(4, entity, 17, 0)))
                .containsExactlyInAnyOrder(3, 4, 5);
        assertThat(IntStream.range(0, 3).map(tick -> Cells.rowAround(4, 9, tick, 0)))
                .containsExactlyInAnyOrder(3, 4, 5);
    }

    @Test
    void theWorldEndsAtTheFirstAndTheLastCell() {
        assertThat(cells.hasRow(-1)).isFalse();
        assertThat(cells.hasRow(0)).isTrue();
        assertThat(cells.hasRow(cells.rows())).isFalse();
        assertThat(cells.columnBefore(0)).isZero();
        assertThat(cells.columnBefore(3)).isEqualTo(2);
        assertThat(cells.columnAfter(3)).isEqualTo(4);
        assertThat(cells.columnAfter(cells.columns() - 1)).isEqualTo(cells.columns() - 1);
    }
}
