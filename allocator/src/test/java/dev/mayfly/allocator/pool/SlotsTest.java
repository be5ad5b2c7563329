package dev.mayfly.allocator.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.SameAtEveryLevel;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.allocator.error.StaleHandleException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

@SameAtEveryLevel
class SlotsTest {

    /** Three of four numbers add, remove or look up; the rest clears. */
    @Property(tries = 300)
    void everyProgramAgreesWithAMap(
            @ForAll @Size(max = 300) List<@IntRange(max = 200) Integer> program) {
        Slots<Integer> slots = new Slots<>();
        Map<Long, Integer> model = new HashMap<>();
        List<Long> given = new ArrayList<>();
        for (int step : program) {
            if (step == 200) {
                slots.clear();
                model.clear();
            } else if (step % 2 == 0 || given.isEmpty()) {
                long handle = slots.add(step);
                assertThat(model).doesNotContainKey(handle);
                assertThat(given).doesNotContain(handle);
                model.put(handle, step);
                given.add(handle);
            } else {
                removeOne(slots, model, given.get(step % given.size()));
            }
            sameContents(slots, model, given);
        }
    }

    private static void removeOne(Slots<Integer> slots, Map<Long, Integer> model, long handle) {
        if (model.containsKey(handle)) {
            assertThat(slots.remove(handle)).isEqualTo(model.remove(handle));
        } else {
            assertThatThrownBy(() -> slots.remove(handle)).isInstanceOf(StaleHandleException.class);
        }
    }

    private static void sameContents(
            Slots<Integer> slots, Map<Long, Integer> model, List<Long> given) {
        assertThat(slots.size()).isEqualTo(model.size());
        for (int i = 0; i < slots.size(); i++) {
            long handle = slots.handleAt(i);
            assertThat(slots.at(i)).isEqualTo(model.get(handle)).isEqualTo(slots.get(handle));
        }
        for (long handle : given) {
            assertThat(slots.contains(handle)).isEqualTo(model.containsKey(handle));
        }
    }

    @Test
    void aStaleHandleIsRefusedWithItsNumbers() {
        Slots<String> slots = new Slots<>();
        long first = slots.add("a");
        slots.remove(first);
        assertThat(slots.contains(2L << 32)).as("what a vacant slot has").isFalse();
        slots.add("b");
        assertThatThrownBy(() -> slots.get(first))
                .isInstanceOf(StaleHandleException.class)
                .hasMessageContaining("slot 0, generation 1")
                .hasMessageContaining("has generation 3 there");
        assertThatThrownBy(() -> slots.get(0)).isInstanceOf(StaleHandleException.class);
        assertThatThrownBy(() -> slots.get(-1)).isInstanceOf(StaleHandleException.class);
        assertThatThrownBy(() -> slots.get(1L << 32 | 99))
                .isInstanceOf(StaleHandleException.class)
                .hasMessageContaining("has no such slot");
    }

    @Test
    void aSlotWhoseGenerationsAreUsedUpIsRetired() {
        SlotTable table = new SlotTable(-4);
        Set<Long> given = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            long handle = table.add();
            assertThat(given.add(handle)).as("a new handle").isTrue();
            table.remove(handle);
            assertThat(table.contains(handle)).isFalse();
        }
        assertThat(given.stream().map(handle -> (int) (long) handle).distinct()).hasSize(50);
    }

    @Test
    void clearingRetiresUsedUpSlotsToo() {
        SlotTable table = new SlotTable(-2);
        long last = table.add();
        table.clear();
        long next = table.add();
        assertThat((int) next).isNotEqualTo((int) last);
        assertThat(table.contains(last)).isFalse();
    }

    @Test
    void removingReturnsTheHoleThatTheLastRowFills() {
        SlotTable table = new SlotTable();
        long a = table.add();
        long b = table.add();
        long c = table.add();
        assertThat(table.remove(a)).isZero();
        assertThat(table.position(c)).isZero();
        assertThat(table.position(b)).isEqualTo(1);
        assertThat(table.remove(b)).isEqualTo(table.size());
        assertThat(table.handleAt(0)).isEqualTo(c);
    }

    @Test
    void removeIfAsksOnceAboutEachAndLeavesNoGap() {
        Slots<Integer> slots = new Slots<>();
        for (int i = 0; i < 100; i++) {
            slots.add(i);
        }
        List<Integer> asked = new ArrayList<>();
        slots.removeIf(
                value -> {
                    asked.add(value);
                    return value % 3 == 0;
                });
        assertThat(asked).hasSize(100).doesNotHaveDuplicates();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            left.add(slots.at(i));
        }
        assertThat(left).hasSize(66).doesNotHaveDuplicates().noneMatch(value -> value % 3 == 0);
    }

    @Test
    void whatIsRemovedOrClearedIsLetGo() {
        Slots<Object> slots = new Slots<>();
        List<WeakReference<Object>> gone = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Object value = new Object();
            gone.add(new WeakReference<>(value));
            long handle = slots.add(value);
            if (i % 2 == 0) {
                slots.remove(handle);
            }
        }
        slots.clear();
        for (int i = 0; i < 50 && gone.stream().anyMatch(each -> each.get() != null); i++) {
            System.gc();
        }
        assertThat(gone).allSatisfy(each -> assertThat(each.get()).isNull());
        assertThat(slots.size()).isZero();
    }

    @Test
    void aPositionOutsideIsRefused() {
        Slots<String> slots = new Slots<>();
        slots.add("a");
        assertThatThrownBy(() -> slots.at(1))
                .isInstanceOf(OutOfBoundsException.class)
                .hasMessageContaining("Position 1");
        assertThatThrownBy(() -> slots.at(-1)).isInstanceOf(OutOfBoundsException.class);
        assertThatThrownBy(() -> slots.handleAt(1)).isInstanceOf(OutOfBoundsException.class);
    }

    @Test
    void theConditionOfARemovalMayLookAndNotChange() {
        Slots<String> slots = new Slots<>();
        long a = slots.add("a");
        slots.add("b");
        long c = slots.add("c");
        List<Runnable> changes =
                List.of(
                        () -> slots.remove(a),
                        () -> slots.add("d"),
                        slots::clear,
                        () -> slots.removeIf(each -> true));
        for (Runnable change : changes) {
            assertThatThrownBy(
                            () ->
                                    slots.removeIf(
                                            each -> {
                                                change.run();
                                                return true;
                                            }))
                    .isInstanceOf(ReentryException.class)
                    .hasMessageContaining("removeIf");
            assertThat(slots.size()).isEqualTo(3);
        }
        slots.removeIf(each -> slots.contains(c) && slots.get(a).equals(each));
        assertThat(slots.contains(a)).isFalse();
        slots.add("e"); // as ever
        assertThat(slots.size()).isEqualTo(3);
    }

    @Test
    void aConditionThatThrowsLeavesWhatItWasNotTrueOf() {
        Slots<String> slots = new Slots<>();
        slots.add("a");
        slots.add("b");
        slots.add("c");
        assertThatThrownBy(
                        () ->
                                slots.removeIf(
                                        each -> {
                                            if (each.equals("a")) {
                                                throw new IllegalStateException("of the condition");
                                            }
                                            return each.equals("c");
                                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(slots.size()).isEqualTo(2);
        slots.add("d");
        assertThat(slots.at(2)).isEqualTo("d");
    }
}
