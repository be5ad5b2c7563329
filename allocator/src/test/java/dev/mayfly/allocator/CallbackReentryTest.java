package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.allocator.error.ScopeOrderException;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Code of the program that an arena calls, and that uses the arena in turn. */
class CallbackReentryTest extends ArenaFixture {

    private static final class Node {
        Node child;
    }

    private static final class Rows extends SoaBuffer {
        final Ints values = ints(7);
    }

    private FrameObjects<Node> nodes;
    private FrameRows<Rows> rows;
    private int depth;

    // --- objects

    @Test
    void aResetMayTakeAChildFromTheSameObjects() {
        nodes = arena.objects(Node::new, this::takeChild);
        for (int frame = 0; frame < 4; frame++) {
            try (FrameScope _ = arena.begin()) {
                depth = 0;
                Node parent = nodes.take();
                Node other = nodes.take();
                assertThat(parent).isNotSameAs(other);
                assertThat(other).isNotSameAs(parent.child);
                if (SafetyLevel.current() == SafetyLevel.STANDARD && frame > 1) {
                    assertThat(parent.child).isNotNull().isNotSameAs(parent);
                }
            }
        }
    }

    private void takeChild(Node node) {
        if (depth++ == 0) {
            node.child = nodes.take();
        }
    }

    @Test
    void aSupplierMayTakeAChildFromTheSameObjects() {
        nodes = arena.objects(this::makeWithChild);
        try (FrameScope _ = arena.begin()) {
            Node parent = nodes.take();
            Node other = nodes.take();
            assertThat(parent.child).isNotNull().isNotSameAs(parent).isNotSameAs(other);
            assertThat(nodes).hasToString("FrameObjects with 3 handed out, of " + arena);
        }
    }

    private Node makeWithChild() {
        Node made = new Node();
        if (depth++ == 0) {
            made.child = nodes.take();
        }
        return made;
    }

    @Test
    void anObjectWhoseResetThrowsIsHandedOutToNobodyInItsScope() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        boolean[] failing = {false};
        List<Node> reset = new ArrayList<>();
        nodes =
                arena.objects(
                        Node::new,
                        node -> {
                            reset.add(node);
                            if (failing[0]) {
                                throw new IllegalStateException("of the reset");
                            }
                        });
        takeInAFrame(3);
        try (FrameScope _ = arena.begin()) {
            failing[0] = true;
            assertThatIllegalStateException().isThrownBy(nodes::take).withMessage("of the reset");
            failing[0] = false;
            assertThat(nodes.take()).isNotSameAs(reset.getFirst());
        }
        takeInAFrame(3);
    }

    private void takeInAFrame(int count) {
        try (FrameScope _ = arena.begin()) {
            for (int i = 0; i < count; i++) {
                nodes.take();
            }
        }
    }

    @Test
    void aSupplierOfObjectsThatReturnsNullIsNamed() {
        nodes = arena.objects(() -> null);
        try (FrameScope _ = arena.begin()) {
            assertThatThrownBy(nodes::take)
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("supplier of a FrameObjects returned null");
            assertThat(nodes).hasToString("FrameObjects with 0 handed out, of " + arena);
        }
    }

    @Test
    void aSupplierOfObjectsThatEndsTheFrameIsNamed() {
        nodes = arena.objects(ending(Node::new));
        arena.begin();
        assertEnded(nodes::take, "the supplier of a FrameObjects");
    }

    @Test
    void aSupplierOfObjectsThatEndsTheFrameAndBeginsAnotherIsNamed() {
        nodes = arena.objects(ending(Node::new, arena::begin));
        arena.begin();
        assertEnded(nodes::take, "the supplier of a FrameObjects");
        assertThat(nodes).hasToString("FrameObjects with 0 handed out, of " + arena);
        arena.end();
    }

    @Test
    void aSupplierThatLeavesAScopeOpenIsSound() {
        nodes =
                arena.objects(
                        () -> {
                            arena.scope().onClose(() -> depth++);
                            return new Node();
                        });
        try (FrameScope _ = arena.begin()) {
            nodes.take();
            arena.unwind(1);
            assertThat(depth).isEqualTo(1);
            assertThat(nodes).hasToString("FrameObjects with 0 handed out, of " + arena);
        }
    }

    @Test
    void aResetThatEndsTheFrameIsNamed() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        nodes = arena.objects(Node::new, node -> arena.end());
        takeInAFrame(2);
        arena.begin();
        assertEnded(nodes::take, "the reset of a FrameObjects");
    }

    @Test
    void aResetThatEndsTheFrameAndTakesTheObjectAgainIsNamed() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        nodes =
                arena.objects(
                        Node::new,
                        node -> {
                            if (depth++ == 0) {
                                arena.end();
                                arena.begin();
                                nodes.take();
                            }
                        });
        takeInAFrame(2);
        arena.begin();
        assertEnded(nodes::take, "the reset of a FrameObjects");
        arena.end();
    }

    @Test
    void aResetMayOpenAScopeAndTakeInIt() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        nodes =
                arena.objects(
                        Node::new,
                        node -> {
                            if (depth++ == 0) {
                                try (FrameScope _ = arena.scope()) {
                                    node.child = nodes.take();
                                }
                            }
                        });
        takeInAFrame(2);
        try (FrameScope _ = arena.begin()) {
            Node node = nodes.take();
            assertThat(node.child).isNotNull().isNotSameAs(node);
            assertThat(nodes.take()).isSameAs(node.child); // its scope has ended
        }
    }

    // --- rows

    @Test
    void aSupplierOfRowsThatTakesFromThemIsNamed() {
        rows =
                arena.rows(
                        () -> {
                            rows.take();
                            return new Rows();
                        });
        try (FrameScope _ = arena.begin()) {
            assertThatExceptionOfType(ReentryException.class)
                    .isThrownBy(rows::take)
                    .withMessageContaining("supplier of a FrameRows took from it");
            assertThat(rows).hasToString("FrameRows with 0 handed out, of " + arena);
        }
    }

    @Test
    void aSupplierOfRowsThatReturnsNullIsNamed() {
        rows = arena.rows(() -> null);
        try (FrameScope _ = arena.begin()) {
            assertThatThrownBy(rows::take)
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("supplier of a FrameRows returned null");
        }
    }

    @Test
    void aSupplierOfRowsThatEndsTheFrameIsNamed() {
        rows = arena.rows(ending(Rows::new));
        arena.begin();
        assertEnded(rows::take, "the supplier of a FrameRows");
    }

    @Test
    void aSupplierOfRowsThatEndsTheFrameAndBeginsAnotherIsNamed() {
        rows = arena.rows(ending(Rows::new, arena::begin));
        arena.begin();
        assertEnded(rows::take, "the supplier of a FrameRows");
        arena.end();
    }

    // --- comparators

    @Test
    void aComparatorThatEndsTheListIsNamedAndDoesNotTouchWhoHasItsStorageNext() {
        arena.begin();
        ObjectList<Integer> list = descending(100);
        List<ObjectList<Integer>> next = new ArrayList<>();
        assertThatThrownBy(
                        () ->
                                list.sort(
                                        (a, b) -> {
                                            if (depth++ == 40) {
                                                arena.end();
                                                arena.begin();
                                                next.add(list(3, 2, 1));
                                            }
                                            return a.compareTo(b);
                                        }))
                .isInstanceOf(ReentryException.class)
                .hasMessageContaining("comparator");
        assertThat(contents(next.getFirst())).containsExactly(3, 2, 1);
        arena.end();
    }

    @Test
    void aComparatorThatChangesTheListIsNamed() {
        List<Runnable> changes = new ArrayList<>();
        try (FrameScope _ = arena.begin()) {
            ObjectList<Integer> list = descending(100);
            changes.add(() -> list.add(0));
            changes.add(list::removeLast);
            changes.add(list::clear);
            for (Runnable change : changes) {
                depth = 0;
                assertThatExceptionOfType(ReentryException.class)
                        .isThrownBy(() -> list.sort(changing(change, 40)));
                fill(list, 100);
            }
            depth = 0;
            assertThatExceptionOfType(ReentryException.class)
                    .isThrownBy(() -> list.binarySearch(5, changing(list::clear, 0)));
            fill(list, 100);
            list.sort(Comparator.naturalOrder());
            assertThat(contents(list)).isSorted().hasSize(100);
        }
    }

    @Test
    void aComparatorThatChangesElementsAndNotTheirNumberIsNamedFromCheckedOn() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        try (FrameScope _ = arena.begin()) {
            ObjectList<Integer> list = descending(100);
            List<Runnable> changes =
                    List.of(
                            () -> list.set(3, 0),
                            () -> list.add(list.removeLast()),
                            () -> list.add(list.removeSwap(5)),
                            () -> list.sort(Comparator.naturalOrder()));
            for (Runnable change : changes) {
                depth = 0;
                assertThatExceptionOfType(ReentryException.class)
                        .isThrownBy(() -> list.sort(changing(change, 40)))
                        .withMessageContaining("comparator");
                assertThat(contents(list)).containsExactlyInAnyOrderElementsOf(upTo(100));
            }
            list.set(0, 7); // which works again
            list.sort(Comparator.naturalOrder());
            assertThat(contents(list)).isSorted();
        }
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void anElementWhoseEqualsChangesTheListIsNamed() {
        try (FrameScope _ = arena.begin()) {
            ObjectList<Object> list = arena.objectList(16);
            for (int i = 0; i < 3; i++) {
                list.add(
                        new Object() {
                            @Override
                            public boolean equals(Object other) {
                                list.clear();
                                return false;
                            }

                            @Override
                            public int hashCode() {
                                return 0;
                            }
                        });
            }
            assertThatExceptionOfType(ReentryException.class)
                    .isThrownBy(() -> list.indexOf("nothing"))
                    .withMessageContaining("equals");
        }
    }

    @Test
    void aTextThatChangesTheOneItIsAppendedToIsNamed() {
        try (FrameScope _ = arena.begin()) {
            FrameText text = arena.text(16);
            text.append("kept");
            assertThatExceptionOfType(ReentryException.class)
                    .isThrownBy(() -> text.append(telling(() -> text.append("ab"))))
                    .withMessageContaining("CharSequence");
            assertThat(text.toString()).isEqualTo("keptab");
            text.append(telling(() -> {}));
            assertThat(text.toString()).isEqualTo("keptabxxx");
        }
    }

    @Test
    void aTextThatEndsTheOneItIsAppendedToDoesNotWriteToTheNext() {
        arena.begin();
        FrameText text = arena.text(16);
        List<FrameText> next = new ArrayList<>();
        assertThatExceptionOfType(ReentryException.class)
                .isThrownBy(
                        () ->
                                text.append(
                                        telling(
                                                () -> {
                                                    arena.end();
                                                    arena.begin();
                                                    next.add(arena.text(16).append("next"));
                                                })));
        assertThat(next.getFirst().toString()).isEqualTo("next");
        arena.end();
    }

    /** "xxx", which does something before its second character. */
    private static CharSequence telling(Runnable action) {
        return new CharSequence() {
            @Override
            public int length() {
                return 3;
            }

            @Override
            public char charAt(int index) {
                if (index == 1) {
                    action.run();
                }
                return 'x';
            }

            @Override
            public CharSequence subSequence(int from, int to) {
                return "xxx".substring(from, to);
            }
        };
    }

    private Comparator<Integer> changing(Runnable change, int at) {
        return (a, b) -> {
            if (depth++ == at) {
                change.run();
            }
            return a.compareTo(b);
        };
    }

    private ObjectList<Integer> descending(int count) {
        ObjectList<Integer> list = arena.objectList(count);
        fill(list, count);
        return list;
    }

    private static void fill(ObjectList<Integer> list, int count) {
        list.clear();
        for (int i = count; i > 0; i--) {
            list.add(i);
        }
    }

    private ObjectList<Integer> list(Integer... values) {
        ObjectList<Integer> list = arena.objectList(100);
        for (Integer value : values) {
            list.add(value);
        }
        return list;
    }

    private static List<Integer> contents(ObjectList<Integer> list) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < list.length(); i++) {
            all.add(list.get(i));
        }
        return all;
    }

    // --- eviction listeners

    @Test
    void aListenerThatEndsTheFrameAndBeginsAnotherIsNamed() {
        TagGroup group = TagGroup.of("tight", 4_096);
        Tag tag = Tag.of("in it").in(group);
        group.onFull(
                (full, bytes) -> {
                    arena.end();
                    arena.begin(tag);
                });
        arena.begin(tag);
        IntList list = arena.intList(16);
        assertThatExceptionOfType(ScopeOrderException.class)
                .isThrownBy(() -> fillUp(list))
                .withMessageContaining("eviction listener");
        assertThat(arena.used()).isZero();
        arena.end();
    }

    @Test
    void aListThatAListenerHasEndedDoesNotGrow() {
        TagGroup group = TagGroup.of("tight", 4_096);
        try (FrameScope _ = arena.begin()) {
            FrameScope inner = arena.scope(Tag.of("in it").in(group));
            group.onFull(
                    (full, bytes) -> {
                        inner.close();
                        arena.scope();
                    });
            IntList list = arena.intList(16);
            assertThatExceptionOfType(ScopeOrderException.class).isThrownBy(() -> fillUp(list));
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> list.add(1));
            arena.unwind(1);
        }
    }

    @Test
    void aListenerThatOpensAndClosesScopesIsAskedAsEver() {
        TagGroup group = TagGroup.of("tight", 4_096);
        group.onFull(
                (full, bytes) -> {
                    try (FrameScope scope = arena.scope()) {
                        scope.onClose(() -> depth++);
                    }
                });
        try (FrameScope frame = arena.begin(Tag.of("in it").in(group))) {
            frame.onClose(() -> depth += 100);
            assertThatExceptionOfType(LimitExceededException.class)
                    .isThrownBy(() -> fillUp(arena.intList(16)));
            assertThat(depth).isEqualTo(1);
        }
        assertThat(depth).isEqualTo(101);
    }

    private static void fillUp(IntList list) {
        for (int i = 0; i < 100_000; i++) {
            list.add(i);
        }
    }

    // ---

    private <T> Supplier<T> ending(Supplier<T> maker, Runnable... then) {
        return () -> {
            arena.end();
            for (Runnable each : then) {
                each.run();
            }
            return maker.get();
        };
    }

    private static void assertEnded(Supplier<?> taking, String byWhat) {
        assertThatExceptionOfType(ScopeOrderException.class)
                .isThrownBy(taking::get)
                .withMessageContaining("was ended by " + byWhat);
    }
}
