package dev.mayfly.allocator.internal.columns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Who is asked before rows are used, by what they are to their owners. */
class RowOwnersTest {

    private final List<String> asked = new ArrayList<>();

    private final ColumnGuard guard =
            new ColumnGuard(
                    new ColumnRules() {
                        @Override
                        public void beforeReadOf(Object column) {
                            asked.add("read of " + column);
                        }

                        @Override
                        public void beforeWriteTo(Object column) {
                            asked.add("write to " + column);
                        }

                        @Override
                        public void beforeUseOf(Object column, int row, boolean writing) {
                            asked.add((writing ? "write " : "read ") + column + " " + row);
                        }
                    },
                    null);

    private List<String> read(int row) {
        asked.clear();
        guard.beforeRead("x", row);
        return List.copyOf(asked);
    }

    private List<String> write(int row) {
        asked.clear();
        guard.beforeWrite("x", row);
        return List.copyOf(asked);
    }

    @Test
    void aRowIsReadAndWrittenUnaskedWhileItHasAnOwnerAndReadForAMomentAfterwards() {
        guard.ensureRows(4);
        assertThat(read(3)).containsExactly("read x 3");
        assertThat(write(3)).containsExactly("write x 3");

        guard.own(3);
        assertThat(guard.isOwned(3)).isTrue();
        assertThat(guard.isLost(3)).isFalse();
        assertThat(read(3)).isEmpty();
        assertThat(write(3)).isEmpty();

        guard.lose(3);
        assertThat(guard.isOwned(3)).isFalse();
        assertThat(guard.isLost(3)).isTrue();
        assertThat(read(3)).isEmpty();
        assertThat(write(3)).containsExactly("write x 3");

        guard.forgetLost();
        assertThat(guard.isLost(3)).isFalse();
        assertThat(read(3)).containsExactly("read x 3");
    }

    @Test
    void whatIsOwnedAgainIsNotForgottenWithTheLost() {
        guard.ensureRows(4);
        for (int row = 0; row < 3; row++) {
            guard.own(row);
            guard.lose(row);
        }
        guard.own(1);
        guard.forgetLost();

        assertThat(guard.isOwned(1)).isTrue();
        assertThat(read(0)).isNotEmpty();
        assertThat(read(2)).isNotEmpty();

        guard.lose(1);
        guard.own(0);
        guard.forgetLost();
        assertThat(guard.isOwned(0)).isTrue();
        assertThat(read(1)).isNotEmpty();
    }

    @Test
    void aRowThatIsDisownedIsNobodysAtOnce() {
        guard.ensureRows(1);
        guard.own(0);
        guard.disown(0);

        assertThat(guard.isOwned(0)).isFalse();
        assertThat(guard.isLost(0)).isFalse();
        assertThat(read(0)).containsExactly("read x 0");
    }

    @Test
    void aRowThatThereIsNoRoomForHasNoOwner() {
        guard.ensureRows(4);

        assertThat(guard.isOwned(4)).isFalse();
        assertThat(guard.isLost(4)).isFalse();
        guard.requireOwned("x", 4);
        assertThat(asked).containsExactly("write x 4");
    }

    @Test
    void whoIsToWriteLaterIsAskedNowUnlessTheRowHasAnOwner() {
        guard.ensureRows(2);
        guard.own(1);
        guard.requireOwned("x", 1);
        assertThat(asked).isEmpty();
        guard.requireOwned("x", 0);
        assertThat(asked).containsExactly("write x 0");
    }

    @Test
    void readersAndWritersAreAskedWhoTheyAreWhileThatIsWantedAlsoOfRowsThatCameSince() {
        guard.ensureRows(2);
        guard.own(1);
        guard.ask(true, false);
        assertThat(read(1)).containsExactly("read of x");
        assertThat(write(1)).isEmpty();

        guard.ask(false, true);
        guard.ensureRows(100);
        guard.own(99);
        assertThat(read(99)).isEmpty();
        assertThat(write(99)).containsExactly("write to x");
        assertThat(write(98)).containsExactly("write to x", "write x 98");

        guard.ask(false, false);
        assertThat(read(99)).isEmpty();
        assertThat(write(99)).isEmpty();
        asked.clear();
        guard.beforeRead("x");
        guard.beforeWrite("x");
        assertThat(asked).isEmpty();
    }

    @Test
    void roomForRowsIsNeverTakenBack() {
        guard.ensureRows(10);
        guard.own(9);
        guard.ensureRows(5);
        assertThat(guard.isOwned(9)).isTrue();
    }

    @Test
    void asManyRowsAreLostAsThereAre() {
        guard.ensureRows(100);
        guard.ensureRoomToLose(3);
        for (int row = 0; row < 100; row++) {
            guard.own(row);
            guard.lose(row);
        }
        guard.ensureRoomToLose(1);
        guard.forgetLost();
        for (int row = 0; row < 100; row++) {
            assertThat(guard.isLost(row)).isFalse();
        }
    }
}
