package dev.mayfly.allocator.source;

import static dev.mayfly.allocator.source.Answers.declined;
import static dev.mayfly.allocator.source.Answers.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.SameAtEveryLevel;
import dev.mayfly.allocator.error.MemorySourceException;

import org.junit.jupiter.api.Test;

@SameAtEveryLevel
class ChainSourceTest {

    @Test
    void theFirstSourceThatGivesIsTheLastOneAsked() {
        CountingSource small = new CountingSource(new QuotaSource(100, MemorySource.ofNative()));
        CountingSource heap = new CountingSource(MemorySource.ofHeap());
        CountingSource last = new CountingSource(MemorySource.ofNative());
        MemorySource chain = MemorySource.firstOf(small, heap, last);

        assertThat(given(chain.request(80, 8)).segment().isNative()).isTrue();
        assertThat(heap.requests()).isZero();
        assertThat(given(chain.request(80, 8)).segment().isNative()).isFalse();
        assertThat(small.declined()).isEqualTo(1);
        assertThat(last.requests()).isZero();
        assertThat(given(chain.request(80, 64)).segment().isNative()).isTrue();
        assertThat(last.requests()).isEqualTo(1);
    }

    @Test
    void whatIsGivenBackGoesToTheSourceItCameFrom() {
        CountingSource small = new CountingSource(new QuotaSource(100, MemorySource.ofNative()));
        MemorySource chain = MemorySource.firstOf(small, MemorySource.ofHeap());
        Memory first = given(chain.request(80, 8));
        given(chain.request(80, 8)).giveBack();
        assertThat(small.bytesOut()).isEqualTo(80);
        first.giveBack();
        assertThat(small.bytesOut()).isZero();
        assertThat(given(chain.request(80, 8)).segment().isNative()).isTrue();
    }

    @Test
    void whenAllDeclineEachReasonIsThereWithItsSource() {
        MemorySource chain =
                MemorySource.firstOf(
                        new QuotaSource(10, MemorySource.ofNative()), MemorySource.ofHeap());
        assertThat(declined(chain.request(100, 64)))
                .contains("[a quota of 10 bytes of native memory]", "0 of 10 bytes are used")
                .contains("[heap arrays] arrays are aligned to 8 bytes");
    }

    @Test
    void aSourceThatBreaksItsPromiseEndsTheChain() {
        MemorySource chain =
                MemorySource.firstOf(
                        FailingSource.throwingAt(1, MemorySource.ofNative()),
                        MemorySource.ofHeap());
        assertThatThrownBy(() -> chain.request(100, 8))
                .isInstanceOf(MemorySourceException.class)
                .hasMessageContaining("a source that fails");
    }

    @Test
    void aChainNamesItsSources() {
        assertThat(MemorySource.firstOf(MemorySource.ofNative(), MemorySource.ofHeap()))
                .hasToString("the chain of native memory, then heap arrays");
    }
}
