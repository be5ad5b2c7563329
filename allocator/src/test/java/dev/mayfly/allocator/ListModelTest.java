package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.error.OutOfBoundsException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/** Lists beside {@code ArrayList}, under the same random steps. */
class ListModelTest {

    private static final int STEPS = 150;

    /** The steps by which every list is changed, whatever the type of its elements. */
    interface Adapter<E> {
        E value(Random random);

        int length();

        E get(int index);

        void set(int index, E value);

        void add(E value);

        void addAll(List<E> values, int from, int count);

        void addItself();

        void insert(int index, E value);

        E removeLast();

        E removeAt(int index);

        E removeSwap(int index);

        int indexOf(E value);

        void sort(int from, int to);

        int binarySearch(E value);

        List<E> copy(int from, int count);

        void clear();
    }

    @Property(tries = 110)
    void aListOfInt(@ForAll long seed) {
        run(seed, arena -> new IntAdapter(arena.intList(0)), Comparator.naturalOrder());
    }

    @Property(tries = 110)
    void aListOfFloat(@ForAll long seed) {
        run(seed, arena -> new FloatAdapter(arena.floatList(0)), Comparator.naturalOrder());
    }

    @Property(tries = 110)
    void aListOfReferences(@ForAll long seed) {
        run(
                seed,
                arena -> new ObjectAdapter(arena.objectList(0)),
                Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    private static <E> void run(
            long seed, Function<FrameArena, Adapter<E>> take, Comparator<? super E> order) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            FrameArena arena = memory.arena();
            for (int frame = 0; frame < 2; frame++) {
                try (FrameScope tick = arena.begin()) {
                    steps(new Random(seed + frame), take.apply(arena), order);
                }
            }
        }
    }

    private static <E> void steps(Random random, Adapter<E> list, Comparator<? super E> order) {
        List<E> model = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            int n = model.size();
            E value = list.value(random);
            int index = random.nextInt(n + 1);
            switch (random.nextInt(14)) {
                case 0, 1, 2, 3 -> {
                    list.add(value);
                    model.add(value);
                }
                case 4 -> {
                    List<E> more = new ArrayList<>();
                    int count = random.nextInt(40);
                    for (int i = 0; i < count + 3; i++) {
                        more.add(list.value(random));
                    }
                    list.addAll(more, 2, count);
                    model.addAll(more.subList(2, 2 + count));
                }
                case 5 -> {
                    if (n < 200) {
                        list.addItself();
                        model.addAll(new ArrayList<>(model));
                    }
                }
                case 6 -> {
                    list.insert(index, value);
                    model.add(index, value);
                }
                case 7 -> {
                    list.sort(0, n);
                    model.sort(order);
                    assertFound(list, model, value, order);
                }
                case 8 -> {
                    int to = index + random.nextInt(n - index + 1);
                    list.sort(index, to);
                    model.subList(index, to).sort(order);
                }
                case 9 -> {
                    int count = random.nextInt(n - index + 1);
                    assertThat(list.copy(index, count))
                            .isEqualTo(model.subList(index, index + count));
                }
                default -> removeOrChange(random, list, model, index, value);
            }
            assertSame(list, model);
        }
    }

    private static <E> void removeOrChange(
            Random random, Adapter<E> list, List<E> model, int index, E value) {
        if (index == model.size()) {
            assertRefused(list, index, value);
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> assertThat(list.removeLast()).isEqualTo(model.removeLast());
            case 1 -> assertThat(list.removeAt(index)).isEqualTo(model.remove(index));
            case 2 -> {
                E removed = model.get(index);
                Collections.swap(model, index, model.size() - 1);
                model.removeLast();
                assertThat(list.removeSwap(index)).isEqualTo(removed);
            }
            case 3 -> {
                if (random.nextInt(10) == 0) {
                    list.clear();
                    model.clear();
                }
            }
            default -> {
                list.set(index, value);
                model.set(index, value);
            }
        }
    }

    /** Nothing changes where there is no such element. */
    private static <E> void assertRefused(Adapter<E> list, int n, E value) {
        List<Consumer<Adapter<E>>> refused =
                List.of(
                        l -> l.get(n),
                        l -> l.set(n, value),
                        l -> l.removeAt(n),
                        l -> l.removeSwap(n),
                        l -> l.removeSwap(-1),
                        l -> l.insert(n + 1, value),
                        l -> l.insert(-1, value),
                        l -> l.sort(0, n + 1),
                        l -> l.sort(-1, 0),
                        l -> l.sort(n, n - 1),
                        l -> l.copy(n, 1),
                        l -> l.copy(0, -1),
                        l -> l.addAll(new ArrayList<>(Arrays.asList(value)), 0, 2),
                        l -> l.addAll(new ArrayList<>(Arrays.asList(value)), 1, 1));
        assertThat(refused)
                .allSatisfy(
                        use ->
                                assertThatThrownBy(() -> use.accept(list))
                                        .isInstanceOf(OutOfBoundsException.class));
    }

    private static <E> void assertFound(
            Adapter<E> list, List<E> model, E value, Comparator<? super E> order) {
        int found = list.binarySearch(value);
        int expected = Collections.binarySearch(model, value, order);
        assertThat(found >= 0).isEqualTo(expected >= 0);
        if (found >= 0) {
            assertThat(list.get(found)).isEqualTo(value);
        } else {
            assertThat(found).isEqualTo(expected);
        }
    }

    private static <E> void assertSame(Adapter<E> list, List<E> model) {
        assertThat(list.length()).isEqualTo(model.size());
        for (int i = 0; i < model.size(); i++) {
            E expected = model.get(i);
            if (!Objects.equals(list.get(i), expected)) {
                assertThat(list.get(i)).as("element %d of %s", i, model).isEqualTo(expected);
            }
            if (i % 32 == 0) {
                int first = model.indexOf(expected);
                if (list.indexOf(expected) != first) {
                    assertThat(list.indexOf(expected)).isEqualTo(first);
                }
            }
        }
    }

    @Property(tries = 200)
    void sortingAgreesWithTheJdk(
            @ForAll long seed,
            @ForAll @IntRange(max = 3000) int n,
            @ForAll @IntRange(min = 1, max = 5) int shape) {
        Random random = new Random(seed);
        float[] floats = new float[n];
        for (int i = 0; i < n; i++) {
            floats[i] = shaped(random, shape, i, n);
        }
        double[] doubles = new double[n];
        int[] ints = new int[n];
        long[] longs = new long[n];
        short[] shorts = new short[n];
        byte[] bytes = new byte[n];
        for (int i = 0; i < n; i++) {
            doubles[i] = floats[i];
            ints[i] = (int) floats[i];
            longs[i] = (long) floats[i] << (shape == 1 ? 31 : 0);
            shorts[i] = (short) ints[i];
            bytes[i] = (byte) ints[i];
        }
        try (FrameAllocator memory = FrameAllocator.create();
                FrameScope tick = memory.arena().begin()) {
            FrameArena arena = memory.arena();
            Floats f = arena.floats(n);
            f.copyFrom(floats, 0, 0, n);
            f.sort(0, n);
            Arrays.sort(floats);
            assertThat(Arrays.equals(f.array, 0, n, floats, 0, n)).as("floats").isTrue();
            Doubles d = arena.doubles(n);
            d.copyFrom(doubles, 0, 0, n);
            d.sort(0, n);
            Arrays.sort(doubles);
            assertThat(Arrays.equals(d.array, 0, n, doubles, 0, n)).as("doubles").isTrue();
            IntList i = arena.intList(n);
            i.addAll(ints, 0, n);
            i.sort();
            Arrays.sort(ints);
            assertThat(Arrays.equals(i.array, 0, n, ints, 0, n)).as("ints").isTrue();
            LongList l = arena.longList(n);
            l.addAll(longs, 0, n);
            l.sort();
            Arrays.sort(longs);
            assertThat(Arrays.equals(l.array, 0, n, longs, 0, n)).as("longs").isTrue();
            ShortList s = arena.shortList(n);
            s.addAll(shorts, 0, n);
            s.sort();
            Arrays.sort(shorts);
            assertThat(Arrays.equals(s.array, 0, n, shorts, 0, n)).as("shorts").isTrue();
            ByteList b = arena.byteList(n);
            b.addAll(bytes, 0, n);
            b.sort();
            Arrays.sort(bytes);
            assertThat(Arrays.equals(b.array, 0, n, bytes, 0, n)).as("bytes").isTrue();
        }
    }

    /**
     * Random, few distinct, nearly sorted, descending, and one that is bad for a median of three.
     */
    private static float shaped(Random random, int shape, int i, int n) {
        return switch (shape) {
            case 1 -> Float.intBitsToFloat(random.nextInt());
            case 2 -> random.nextInt(3) - 1 == 0 ? -0.0f : random.nextInt(3);
            case 3 -> random.nextInt(20) == 0 ? random.nextInt(n) : i;
            case 4 -> n - i;
            default -> i % 2 == 0 ? i : n - i / 2;
        };
    }

    private record Entry(int key, int number) {}

    @Property(tries = 200)
    void objectsAreSortedStably(@ForAll @Size(max = 400) List<@IntRange(max = 20) Integer> keys) {
        try (FrameAllocator memory = FrameAllocator.create();
                FrameScope tick = memory.arena().begin()) {
            ObjectList<Entry> list = memory.arena().objectList(0);
            List<Entry> model = new ArrayList<>();
            for (int key : keys) {
                Entry entry = new Entry(key, model.size());
                list.add(entry);
                model.add(entry);
            }
            list.sort(Comparator.comparingInt(Entry::key));
            model.sort(Comparator.comparingInt(Entry::key));
            assertThat(Arrays.copyOf(list.array, list.length())).isEqualTo(model.toArray());
        }
    }

    record IntAdapter(IntList list) implements Adapter<Integer> {
        @Override
        public Integer value(Random random) {
            return random.nextInt(60) - 30;
        }

        @Override
        public int length() {
            return list.length();
        }

        @Override
        public Integer get(int index) {
            return list.get(index);
        }

        @Override
        public void set(int index, Integer value) {
            list.set(index, value);
        }

        @Override
        public void add(Integer value) {
            list.add(value);
        }

        @Override
        public void addAll(List<Integer> values, int from, int count) {
            list.addAll(values.stream().mapToInt(v -> v).toArray(), from, count);
        }

        @Override
        public void addItself() {
            list.addAll(list);
        }

        @Override
        public void insert(int index, Integer value) {
            list.insert(index, value);
        }

        @Override
        public Integer removeLast() {
            return list.removeLast();
        }

        @Override
        public Integer removeAt(int index) {
            return list.removeAt(index);
        }

        @Override
        public Integer removeSwap(int index) {
            return list.removeSwap(index);
        }

        @Override
        public int indexOf(Integer value) {
            assertThat(list.contains(value)).isEqualTo(list.indexOf(value) >= 0);
            return list.indexOf(value);
        }

        @Override
        public void sort(int from, int to) {
            if (from == 0 && to == list.length()) {
                list.sort();
            } else {
                list.sort(from, to);
            }
        }

        @Override
        public int binarySearch(Integer value) {
            return list.binarySearch(value);
        }

        @Override
        public List<Integer> copy(int from, int count) {
            int[] target = new int[Math.max(count, 0) + 2];
            list.copyTo(from, target, 1, count);
            assertThat(target[0]).isZero();
            assertThat(target[count + 1]).isZero();
            return Arrays.stream(target, 1, count + 1).boxed().toList();
        }

        @Override
        public void clear() {
            list.clear();
        }
    }

    record FloatAdapter(FloatList list) implements Adapter<Float> {
        private static final float[] VALUES = {
            0f, -0f, 1f, -1f, 2.5f, Float.NaN, Float.MAX_VALUE, Float.NEGATIVE_INFINITY
        };

        @Override
        public Float value(Random random) {
            return VALUES[random.nextInt(VALUES.length)];
        }

        @Override
        public int length() {
            return list.length();
        }

        @Override
        public Float get(int index) {
            return list.get(index);
        }

        @Override
        public void set(int index, Float value) {
            list.set(index, value);
        }

        @Override
        public void add(Float value) {
            list.add(value);
        }

        @Override
        public void addAll(List<Float> values, int from, int count) {
            float[] source = new float[values.size()];
            for (int i = 0; i < source.length; i++) {
                source[i] = values.get(i);
            }
            list.addAll(source, from, count);
        }

        @Override
        public void addItself() {
            list.addAll(list);
        }

        @Override
        public void insert(int index, Float value) {
            list.insert(index, value);
        }

        @Override
        public Float removeLast() {
            return list.removeLast();
        }

        @Override
        public Float removeAt(int index) {
            return list.removeAt(index);
        }

        @Override
        public Float removeSwap(int index) {
            return list.removeSwap(index);
        }

        @Override
        public int indexOf(Float value) {
            return list.indexOf(value);
        }

        @Override
        public void sort(int from, int to) {
            list.sort(from, to);
        }

        @Override
        public int binarySearch(Float value) {
            return list.binarySearch(value);
        }

        @Override
        public List<Float> copy(int from, int count) {
            float[] target = new float[Math.max(count, 0) + 2];
            list.copyTo(from, target, 1, count);
            List<Float> copied = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                copied.add(target[i]);
            }
            return copied;
        }

        @Override
        public void clear() {
            list.clear();
        }
    }

    record ObjectAdapter(ObjectList<@Nullable String> list) implements Adapter<@Nullable String> {
        @Override
        public @Nullable String value(Random random) {
            int value = random.nextInt(30);
            return value == 0 ? null : String.valueOf(value);
        }

        @Override
        public int length() {
            return list.length();
        }

        @Override
        public @Nullable String get(int index) {
            return list.get(index);
        }

        @Override
        public void set(int index, @Nullable String value) {
            list.set(index, value);
        }

        @Override
        public void add(@Nullable String value) {
            list.add(value);
        }

        @Override
        public void addAll(List<@Nullable String> values, int from, int count) {
            list.addAll(values.toArray(String[]::new), from, count);
        }

        @Override
        public void addItself() {
            list.addAll(list);
        }

        @Override
        public void insert(int index, @Nullable String value) {
            list.insert(index, value);
        }

        @Override
        public @Nullable String removeLast() {
            return list.removeLast();
        }

        @Override
        public @Nullable String removeAt(int index) {
            return list.removeAt(index);
        }

        @Override
        public @Nullable String removeSwap(int index) {
            return list.removeSwap(index);
        }

        @Override
        public int indexOf(@Nullable String value) {
            return list.indexOf(value);
        }

        @Override
        public void sort(int from, int to) {
            list.sort(from, to, Comparator.nullsFirst(Comparator.naturalOrder()));
        }

        @Override
        public int binarySearch(@Nullable String value) {
            return list.binarySearch(value, Comparator.nullsFirst(Comparator.naturalOrder()));
        }

        @Override
        public List<@Nullable String> copy(int from, int count) {
            @Nullable String[] target = new String[Math.max(count, 0) + 2];
            list.copyTo(from, target, 1, count);
            return Arrays.asList(target).subList(1, count + 1);
        }

        @Override
        public void clear() {
            list.clear();
            assertThat(list.array).containsOnlyNulls();
        }
    }
}
