package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.OutOfBoundsException;

import org.junit.jupiter.api.Test;

class ListTest extends ArenaFixture {

    @Test
    void aListIsEmptyUntilItHasAnElementAndOnceItIsCleared() {
        try (FrameScope _ = arena.begin()) {
            FloatList floats = arena.floatList(4);
            ObjectList<String> objects = arena.objectList(4);
            assertThat(floats.isEmpty()).isTrue();
            assertThat(objects.isEmpty()).isTrue();
            floats.add(0);
            objects.add("one");
            assertThat(floats.isEmpty()).isFalse();
            assertThat(objects.isEmpty()).isFalse();
            floats.clear();
            objects.clear();
            assertThat(floats.isEmpty()).isTrue();
            assertThat(objects.isEmpty()).isTrue();
        }
    }

    @Test
    void aListGrowsAndKeepsItsElements() {
        try (FrameScope tick = arena.begin()) {
            IntList ints = arena.intList(4);
            FloatList floats = arena.floatList(4);
            for (int i = 0; i < 10_000; i++) {
                ints.add(i);
                floats.add(i * 0.5f);
            }
            assertThat(ints.length()).isEqualTo(10_000);
            for (int i = 0; i < 10_000; i++) {
                assertThat(ints.get(i)).isEqualTo(i);
                assertThat(floats.get(i)).isEqualTo(i * 0.5f);
            }
        }
    }

    @Test
    void aListStartsEmptyThoughItsStorageIsUsedAgain() {
        for (int frame = 0; frame < 3; frame++) {
            try (FrameScope tick = arena.begin()) {
                IntList list = arena.intList(2);
                assertThat(list.isEmpty()).isTrue();
                assertThatThrownBy(() -> list.get(0)).isInstanceOf(OutOfBoundsException.class);
                assertThatThrownBy(list::removeLast).isInstanceOf(OutOfBoundsException.class);
                for (int i = 0; i < 100; i++) {
                    list.add(i);
                }
            }
        }
    }

    @Test
    void elementsAreSetRemovedAndCleared() {
        try (FrameScope tick = arena.begin()) {
            IntList list = arena.intList(0);
            list.add(1);
            list.add(2);
            list.set(0, 7);
            assertThat(list.removeLast()).isEqualTo(2);
            assertThat(list.length()).isEqualTo(1);
            assertThat(list.get(0)).isEqualTo(7);
            list.clear();
            assertThat(list.isEmpty()).isTrue();
            list.add(3);
            assertThat(list.get(0)).isEqualTo(3);
        }
    }

    @Test
    void aListThatGrowsInsideAnInnerScopeOutlivesIt() {
        try (FrameScope tick = arena.begin()) {
            IntList list = arena.intList(16);
            try (FrameScope inner = arena.scope()) {
                arena.ints(64).fill(-1);
                for (int i = 0; i < 500; i++) {
                    list.add(i);
                }
            }
            try (FrameScope inner = arena.scope()) {
                arena.ints(512).fill(-1);
                arena.intList(512).add(-1);
            }
            for (int i = 0; i < 500; i++) {
                assertThat(list.get(i)).isEqualTo(i);
            }
            assertThat(arena.used()).isEqualTo(512 * Integer.BYTES);
        }
    }

    @Test
    void growthIsChargedAlikeInEveryFrame() {
        long[] used = new long[3];
        for (int frame = 0; frame < used.length; frame++) {
            try (FrameScope tick = arena.begin()) {
                IntList list = arena.intList(16);
                for (int i = 0; i < 100; i++) {
                    list.add(i);
                }
                used[frame] = arena.used();
            }
        }
        assertThat(used).containsOnly(128 * Integer.BYTES);
    }

    @Test
    void aListThatMeetsALimitStaysAsItWas() {
        try (FrameScope tick = arena.begin(Tag.of("tight", 256))) {
            IntList list = arena.intList(32);
            for (int i = 0; i < 64; i++) {
                list.add(i);
            }
            assertThatThrownBy(() -> list.add(64)).isInstanceOf(LimitExceededException.class);
            assertThat(list.length()).isEqualTo(64);
            assertThat(list.get(63)).isEqualTo(63);
            assertThat(arena.used()).isEqualTo(256);
        }
    }
}
