package dev.mayfly.allocator.source;

import static dev.mayfly.allocator.source.Answers.declined;
import static dev.mayfly.allocator.source.Answers.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.SameAtEveryLevel;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;

@SameAtEveryLevel
class CountingSourceTest {

    @Test
    void countsWhatIsAskedGivenDeclinedAndGivenBack() {
        CountingSource counting = new CountingSource(MemorySource.ofHeap());
        Memory first = given(counting.request(100, 8));
        Memory second = given(counting.request(8, 8));
        declined(counting.request(8, 64));
        assertThat(counting.requests()).isEqualTo(3);
        assertThat(counting.declined()).isEqualTo(1);
        assertThat(counting.piecesOut()).isEqualTo(2);
        assertThat(counting.bytesOut()).isEqualTo(104 + 8);

        first.giveBack();
        first.giveBack();
        assertThat(counting.piecesOut()).isEqualTo(1);
        assertThat(counting.bytesOut()).isEqualTo(8);
        second.giveBack();
        assertThat(counting.bytesOut()).isZero();
        assertThat(counting).hasToString("heap arrays (asked 3 times, 1 declined, 0 bytes out)");
    }

    @Test
    void whatTheSourceFailsToTakeBackStaysOut() {
        boolean[] fails = {true};
        CountingSource counting =
                new CountingSource(
                        (size, _) ->
                                Memory.of(
                                        MemorySegment.ofArray(new byte[(int) size]),
                                        () -> {
                                            if (fails[0]) {
                                                throw new IllegalStateException("not now");
                                            }
                                        }));
        Memory memory = given(counting.request(10, 1));
        assertThatThrownBy(memory::giveBack).hasMessage("not now");
        assertThat(counting.piecesOut()).isEqualTo(1);
        assertThat(counting.bytesOut()).isEqualTo(10);
        fails[0] = false;
        memory.giveBack();
        assertThat(counting.piecesOut()).isZero();
        assertThat(counting.bytesOut()).isZero();
    }
}
