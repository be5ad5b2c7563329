package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.mayfly.allocator.error.OutOfBoundsException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Maps beside {@code HashMap}, and their entries' order beside {@code ArrayList}. */
class MapModelTest {

    private static final int STEPS = 400;

    /** What the maps have in common, keys as {@code long} and values as {@code Integer}. */
    interface Adapter {
        /** Spreads small keys over those that collide, and those at the ends of the range. */
        long key(int small);

        Integer get(long key);

        boolean put(long key, int value);

        boolean remove(long key);

        void removeSwap(int index);

        boolean containsKey(long key);

        int indexOf(long key);

        long keyAt(int index);

        Integer valueAt(int index);

        void setValueAt(int index, int value);

        /** Null where the map has no such operation. */
        Integer addTo(long key, int delta);

        Map<Long, Integer> entries();

        int length();

        boolean isEmpty();

        void clear();
    }

    @Property(tries = 140)
    void intToInt(@ForAll long seed) {
        run(seed, (arena, room) -> new IntInt(arena.intIntMap(room)));
    }

    @Property(tries = 140)
    void longToInt(@ForAll long seed) {
        run(seed, (arena, room) -> new LongInt(arena.longIntMap(room)));
    }

    @Property(tries = 140)
    void intToObject(@ForAll long seed) {
        run(seed, (arena, room) -> new IntObject(arena.intObjectMap(room)));
    }

    /** With little room the table is cleared as a whole; with much, where there were entries. */
    private static void run(long seed, BiFunction<FrameArena, Integer, Adapter> take) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            FrameArena arena = memory.arena();
            for (int frame = 0; frame < 6; frame++) {
                try (FrameScope tick = arena.begin()) {
                    int room = frame % 2 == 0 ? 0 : 2_000;
                    new Run(new Random(seed + frame), take.apply(arena, room)).run();
                }
            }
        }
    }

    /** Past 32,768 entries the table has other slots; past 65,535 they need them. */
    @ParameterizedTest
    @MethodSource("maps")
    void mapsOfManyEntries(BiFunction<FrameArena, Integer, Adapter> take) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            FrameArena arena = memory.arena();
            for (int frame = 0; frame < 2; frame++) {
                try (FrameScope tick = arena.begin()) {
                    fillAndThin(take.apply(arena, 20_000), new Random(frame));
                }
            }
        }
    }

    static Stream<BiFunction<FrameArena, Integer, Adapter>> maps() {
        return Stream.of(
                (arena, room) -> new IntInt(arena.intIntMap(room)),
                (arena, room) -> new LongInt(arena.longIntMap(room)));
    }

    private static void fillAndThin(Adapter map, Random random) {
        Map<Long, Integer> model = new HashMap<>();
        for (int i = 0; i < 120_000; i++) {
            long key = 31L * random.nextInt(300_000);
            boolean isNew = map.put(key, i);
            if (isNew != (model.put(key, i) == null)) {
                fail("key %s was said to be %s", key, isNew ? "new" : "there");
            }
            if (Integer.bitCount(map.length()) == 1) {
                assertThat(map.get(key)).isEqualTo(i); // the last that a table has room for
            }
            if (random.nextInt(4) == 0) {
                long gone = 31L * random.nextInt(300_000);
                boolean found = map.remove(gone);
                if (found != (model.remove(gone) != null)) {
                    fail("key %s was said to be %s", gone, found ? "there" : "absent");
                }
            }
        }
        assertThat(map.length()).isGreaterThan(1 << 16);
        assertThat(map.entries()).isEqualTo(model);
        for (int small = 0; small < 300_000; small++) {
            long key = 31L * small;
            if (!Objects.equals(map.get(key), model.get(key))) {
                assertThat(map.get(key)).as("key %s", key).isEqualTo(model.get(key));
            }
        }
    }

    /** AssertJ only where they differ: this runs some ten million times. */
    private static void assertSame(@Nullable Object actual, @Nullable Object expected) {
        if (!Objects.equals(actual, expected)) {
            assertThat(actual).isEqualTo(expected);
        }
    }

    private static final class Run {
        private final Random random;
        private final Adapter map;
        private final Map<Long, Integer> model = new HashMap<>();
        private final List<Long> order = new ArrayList<>();

        Run(Random random, Adapter map) {
            this.random = random;
            this.map = map;
        }

        void run() {
            int keys = 1 + random.nextInt(120);
            for (int step = 0; step < STEPS; step++) {
                step(map.key(random.nextInt(keys)), random.nextInt());
                if (step % 20 == 0) {
                    compare();
                }
                if (step % 40 == 0) {
                    assertBounds();
                }
            }
            compare();
            assertBounds();
        }

        private void step(long key, int value) {
            switch (random.nextInt(9)) {
                case 0, 1, 2, 3 -> {
                    boolean isNew = !model.containsKey(key);
                    assertSame(map.put(key, value), isNew);
                    put(key, value);
                }
                case 4 -> {
                    Integer sum = map.addTo(key, value);
                    if (sum != null) {
                        put(key, model.getOrDefault(key, 0) + value);
                        assertSame(sum, model.get(key));
                    }
                }
                case 5 -> {
                    assertSame(map.remove(key), model.containsKey(key));
                    remove(order.indexOf(key));
                }
                case 6 -> {
                    if (!order.isEmpty()) {
                        int index = random.nextInt(order.size());
                        map.removeSwap(index);
                        remove(index);
                    }
                }
                case 7 -> {
                    if (!order.isEmpty()) {
                        int index = random.nextInt(order.size());
                        map.setValueAt(index, value);
                        model.put(order.get(index), value);
                    }
                }
                default -> {
                    if (random.nextInt(40) == 0) {
                        map.clear();
                        model.clear();
                        order.clear();
                    }
                }
            }
            assertSame(map.get(key), model.get(key));
            assertSame(map.length(), model.size());
        }

        private void put(long key, int value) {
            if (model.put(key, value) == null) {
                order.add(key);
            }
        }

        private void remove(int index) {
            if (index >= 0) {
                model.remove(order.get(index));
                Collections.swap(order, index, order.size() - 1);
                order.removeLast();
            }
        }

        private void compare() {
            assertSame(map.entries(), model);
            assertSame(map.isEmpty(), model.isEmpty());
            for (int i = 0; i < order.size(); i++) {
                long key = order.get(i);
                assertSame(map.keyAt(i), key);
                assertSame(map.indexOf(key), i);
                assertSame(map.containsKey(key), true);
                assertSame(map.valueAt(i), model.get(key));
            }
            for (int small = 0; small < 130; small++) {
                long key = map.key(small);
                assertSame(map.get(key), model.get(key));
                assertSame(map.containsKey(key), model.containsKey(key));
            }
        }

        private void assertBounds() {
            int n = order.size();
            assertThatThrownBy(() -> map.keyAt(n)).isInstanceOf(OutOfBoundsException.class);
            assertThatThrownBy(() -> map.valueAt(n)).isInstanceOf(OutOfBoundsException.class);
            assertThatThrownBy(() -> map.setValueAt(-1, 0))
                    .isInstanceOf(OutOfBoundsException.class);
            assertThatThrownBy(() -> map.removeSwap(n)).isInstanceOf(OutOfBoundsException.class);
        }
    }

    /** The key whose product with the golden ratio is {@code hash}: its home is the hash's top. */
    private static int intKey(int small) {
        int inverse = 0x144C_BC89; // of 0x9E37_79B9, modulo 2^32
        return switch (small % 3) {
            case 0 -> small;
            case 1 -> (-small >> 1) * inverse; // the last slots and, from them on, the first
            default -> Integer.MIN_VALUE + small;
        };
    }

    record IntInt(IntIntMap map) implements Adapter {
        @Override
        public long key(int small) {
            return intKey(small);
        }

        @Override
        public Integer get(long key) {
            int found = map.getOrDefault((int) key, 1);
            return found == 1 && map.getOrDefault((int) key, 2) == 2
                    ? null
                    : Integer.valueOf(found);
        }

        @Override
        public boolean put(long key, int value) {
            return map.put((int) key, value);
        }

        @Override
        public boolean remove(long key) {
            return map.remove((int) key);
        }

        @Override
        public void removeSwap(int index) {
            map.removeSwap(index);
        }

        @Override
        public boolean containsKey(long key) {
            return map.containsKey((int) key);
        }

        @Override
        public int indexOf(long key) {
            return map.indexOf((int) key);
        }

        @Override
        public long keyAt(int index) {
            return map.keyAt(index);
        }

        @Override
        public Integer valueAt(int index) {
            return map.valueAt(index);
        }

        @Override
        public void setValueAt(int index, int value) {
            map.setValueAt(index, value);
        }

        @Override
        public Integer addTo(long key, int delta) {
            return map.addTo((int) key, delta);
        }

        @Override
        public Map<Long, Integer> entries() {
            Map<Long, Integer> entries = new HashMap<>();
            map.forEach((key, value) -> entries.put((long) key, value));
            return entries;
        }

        @Override
        public int length() {
            return map.length();
        }

        @Override
        public boolean isEmpty() {
            return map.isEmpty();
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    record LongInt(LongIntMap map) implements Adapter {
        @Override
        public long key(int small) {
            return small % 2 == 0 ? intKey(small) : Long.MAX_VALUE - ((long) small << 32);
        }

        @Override
        public Integer get(long key) {
            int found = map.getOrDefault(key, 1);
            return found == 1 && map.getOrDefault(key, 2) == 2 ? null : Integer.valueOf(found);
        }

        @Override
        public boolean put(long key, int value) {
            return map.put(key, value);
        }

        @Override
        public boolean remove(long key) {
            return map.remove(key);
        }

        @Override
        public void removeSwap(int index) {
            map.removeSwap(index);
        }

        @Override
        public boolean containsKey(long key) {
            return map.containsKey(key);
        }

        @Override
        public int indexOf(long key) {
            return map.indexOf(key);
        }

        @Override
        public long keyAt(int index) {
            return map.keyAt(index);
        }

        @Override
        public Integer valueAt(int index) {
            return map.valueAt(index);
        }

        @Override
        public void setValueAt(int index, int value) {
            map.setValueAt(index, value);
        }

        @Override
        public Integer addTo(long key, int delta) {
            return map.addTo(key, delta);
        }

        @Override
        public Map<Long, Integer> entries() {
            Map<Long, Integer> entries = new HashMap<>();
            map.forEach(entries::put);
            return entries;
        }

        @Override
        public int length() {
            return map.length();
        }

        @Override
        public boolean isEmpty() {
            return map.isEmpty();
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    record IntObject(IntObjectMap<Integer> map) implements Adapter {
        @Override
        public long key(int small) {
            return intKey(small);
        }

        @Override
        public Integer get(long key) {
            return map.get((int) key);
        }

        @Override
        public boolean put(long key, int value) {
            return map.put((int) key, value);
        }

        @Override
        public boolean remove(long key) {
            boolean removed = map.remove((int) key);
            assertNothingIsHeld();
            return removed;
        }

        @Override
        public void removeSwap(int index) {
            map.removeSwap(index);
            assertNothingIsHeld();
        }

        private void assertNothingIsHeld() {
            for (int i = map.length(); i < map.values.length; i++) {
                assertSame(map.values[i], null);
            }
        }

        @Override
        public boolean containsKey(long key) {
            return map.containsKey((int) key);
        }

        @Override
        public int indexOf(long key) {
            return map.indexOf((int) key);
        }

        @Override
        public long keyAt(int index) {
            return map.keyAt(index);
        }

        @Override
        public Integer valueAt(int index) {
            return map.valueAt(index);
        }

        @Override
        public void setValueAt(int index, int value) {
            map.setValueAt(index, value);
        }

        @Override
        public Integer addTo(long key, int delta) {
            return null;
        }

        @Override
        public Map<Long, Integer> entries() {
            Map<Long, Integer> entries = new HashMap<>();
            map.forEach((key, value) -> entries.put((long) key, value));
            return entries;
        }

        @Override
        public int length() {
            return map.length();
        }

        @Override
        public boolean isEmpty() {
            return map.isEmpty();
        }

        @Override
        public void clear() {
            map.clear();
            assertNothingIsHeld();
        }
    }
}
