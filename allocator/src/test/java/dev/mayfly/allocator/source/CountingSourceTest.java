package dev.mayfly.allocator.source;

import static dev.mayfly.allocator.source.Answers.declined;
import static dev.mayfly.allocator.source.Answers.given;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
