package dev.mayfly.allocator.source;

import static dev.mayfly.allocator.source.Answers.declined;
import static dev.mayfly.allocator.source.Answers.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.SameAtEveryLevel;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

@SameAtEveryLevel
class HeapSourceTest {

    private final MemorySource heap = MemorySource.ofHeap();

    @Test
    void givesZeroedArraysThatHoldLongs() {
        MemorySegment segment = given(heap.request(1000, 8)).segment();
        assertThat(segment.isNative()).isFalse();
        assertThat(segment.byteSize()).isEqualTo(1000);
        assertThat(segment.toArray(ValueLayout.JAVA_LONG)).containsOnly(0);
        segment.set(ValueLayout.JAVA_LONG, 992, 42);
        assertThat(segment.get(ValueLayout.JAVA_LONG, 992)).isEqualTo(42);
    }

    @Test
    void roundsUpToWholeLongs() {
        assertThat(given(heap.request(1, 1)).segment().byteSize()).isEqualTo(8);
    }

    @Test
    void declinesWhatTheJdkDoesNotPromiseForArrays() {
        assertThat(declined(heap.request(100, 16))).contains("aligned to 8 bytes", "native source");
    }

    @Test
    void declinesWhatNoArrayHolds() {
        assertThat(declined(heap.request(1L << 40, 8))).contains("at most");
    }

    @Test
    void declinesWhatTheHeapDoesNotHold() {
        long tooMuch = Math.min(Runtime.getRuntime().maxMemory(), 16L << 30);
        assertThat(declined(heap.request(tooMuch, 8))).contains("-Xmx");
    }
}
