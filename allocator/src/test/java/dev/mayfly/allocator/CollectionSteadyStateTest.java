package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;

/** Each collection, used by most of its methods, allocates nothing once frames repeat. */
class CollectionSteadyStateTest extends ArenaFixture {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final Comparator<String> ORDER = Comparator.reverseOrder();
    private static final String[] WORDS = "to go for a walk and to come back".split(" ", -1);
    private static final Floats[] MANY = new Floats[20];

    private static long sum;

    record Frame(String name, ObjIntConsumer<FrameArena> work) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Frame> frames() {
        return Stream.of(
                new Frame("lists", CollectionSteadyStateTest::lists),
                new Frame("sorting", CollectionSteadyStateTest::sorting),
                new Frame("objects", CollectionSteadyStateTest::objects),
                new Frame("maps", CollectionSteadyStateTest::maps),
                new Frame("queue and bits", CollectionSteadyStateTest::queueAndBits),
                new Frame("text", CollectionSteadyStateTest::text),
                new Frame("batches", (arena, seed) -> arena.floats(30, MANY)));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameLikeTheOnesBeforeAllocatesNothingOnTheHeap(Frame frame) {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        // What the JVM itself allocates while it compiles shows in some attempts; what a frame
        // allocates, in every one.
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5_000 && least > 0; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20; i++) {
                try (FrameScope tick = arena.begin()) {
                    frame.work.accept(arena, i);
                }
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes in 20 frames").isZero();
    }

    private static void lists(FrameArena arena, int seed) {
        LongList longs = arena.longList(0);
        DoubleList doubles = arena.doubleList(0);
        ShortList shorts = arena.shortList(0);
        ByteList bytes = arena.byteList(0);
        for (int i = 0; i < 100; i++) {
            longs.add(i + seed);
            doubles.add(i);
            shorts.add((short) i);
            bytes.add((byte) i);
        }
        longs.addAll(longs);
        doubles.insert(3, 3);
        shorts.removeAt(3);
        bytes.removeSwap(3);
        sum += longs.indexOf(50) + doubles.binarySearch(7) + shorts.length() + bytes.length();
    }

    private static void sorting(FrameArena arena, int seed) {
        IntList list = arena.intList(2_000);
        Floats floats = arena.floats(2_000);
        for (int i = 0; i < 2_000; i++) {
            list.add((i * 0x9E37_79B9) >> (seed % 20));
            floats.set(i, i % 300);
        }
        list.sort();
        floats.sort(0, 2_000);
        sum += list.get(1_000);
    }

    private static void objects(FrameArena arena, int seed) {
        ObjectList<String> list = arena.objectList(0);
        for (int i = 0; i < 20; i++) {
            list.addAll(WORDS, 0, WORDS.length);
        }
        list.removeAt(seed % 10);
        list.sort(ORDER);
        sum += list.indexOf("walk");
    }

    private static void maps(FrameArena arena, int seed) {
        IntIntMap ints = arena.intIntMap(0);
        LongIntMap longs = arena.longIntMap(0);
        IntObjectMap<String> objects = arena.intObjectMap(0);
        for (int i = 0; i < 500; i++) {
            ints.addTo(i * seed, 1);
            longs.put(i, i);
            objects.put(i, "value");
        }
        for (int i = 0; i < 500; i += 3) {
            longs.remove(i);
            objects.remove(i);
        }
        ints.forEach((key, value) -> sum += value);
        sum += longs.getOrDefault(4, 0);
    }

    private static void queueAndBits(FrameArena arena, int seed) {
        IntQueue queue = arena.intQueue(0);
        FrameBits bits = arena.bits(0);
        for (int i = 0; i < 100; i++) {
            queue.addLast(i + seed);
            queue.addFirst(i);
            bits.set(i * 37);
        }
        while (!queue.isEmpty()) {
            sum += queue.removeFirst();
        }
        sum += bits.cardinality() + bits.nextSetBit(100);
    }

    private static void text(FrameArena arena, int seed) {
        FrameText text = arena.text(0);
        for (int i = 0; i < 20; i++) {
            text.append("entity ").append(i).append(" at ").append(i * 0.37 + seed).append(' ');
            text.append(i * 0.1f).append(' ').append(i * -1.25, 2).append(i % 2 == 0).append('\n');
        }
        text.append(text, 3, 9);
        sum += text.contentHash();
    }
}
