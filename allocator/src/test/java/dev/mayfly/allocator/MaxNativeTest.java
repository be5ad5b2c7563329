package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.pool.BlockPool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The limit on the native memory of the process, which is given when the JVM starts. */
@SameAtEveryLevel
class MaxNativeTest {

    private static final int MIB = 1 << 20;

    static final class Instances extends SoaBuffer {
        final NativeFloats x = nativeFloats();
    }

    /** Takes 4 MiB for each of three kinds of holder, which have nothing else in common. */
    static final class Three {

        private Three() {}

        public static void main(String[] args) {
            try (FrameAllocator memory = FrameAllocator.create();
                    BlockPool pool = BlockPool.create();
                    Instances columns = new Instances()) {
                FrameArena arena = memory.arena();
                try (FrameScope _ = arena.begin()) {
                    arena.allocate(4 * MIB, 8);
                    System.out.println("arena");
                    columns.ensureCapacity(MIB);
                    System.out.println("columns");
                    pool.take(4 * MIB);
                    System.out.println("pool");
                }
            } catch (OutOfNativeMemoryException full) {
                System.out.println(full.getMessage());
            }
        }
    }

    /** Takes and never ends the frame. */
    static final class Endless {

        private Endless() {}

        public static void main(String[] args) {
            FrameArena arena = FrameAllocator.shared().arena();
            arena.begin();
            try {
                while (true) {
                    arena.allocate(1_000, 8);
                }
            } catch (OutOfNativeMemoryException full) {
                System.out.println(FrameAllocator.shared().nativeBytes());
                System.out.println(Runtime.getRuntime().maxMemory());
                System.out.println(full.getMessage());
            }
        }
    }

    @Test
    void itHoldsOverAllThatTheProcessHasAndItsAdviceWorks(@TempDir Path dir) throws Exception {
        String output = ChildJvm.run(Three.class, dir, "-Dmayfly.maxNative=10 MiB").output();
        assertThat(output)
                .contains("arena", "columns")
                .doesNotContain("pool\n")
                .contains(
                        "the limit of the native memory of all allocators, pools and columns of"
                                + " this process is "
                                + 10 * MIB
                                + " bytes; ")
                .contains("an allocator of ", "'frame' with " + 4 * MIB);
        Matcher advised =
                Pattern.compile("start the JVM with (-Dmayfly.maxNative=\\w+) or more")
                        .matcher(output);
        assertThat(advised.find()).as(output).isTrue();
        assertThat(ChildJvm.run(Three.class, dir, advised.group(1)).output()).contains("pool\n");
    }

    @Test
    void withoutItAnEndlessLoopStopsAtWhatTheHeapMayHave(@TempDir Path dir) throws Exception {
        String[] lines =
                ChildJvm.run(Endless.class, dir, "-Xmx64m", "-XX:+UseSerialGC")
                        .output()
                        .split("\n");
        long had = Long.parseLong(lines[0]);
        long heap = Long.parseLong(lines[1]);
        assertThat(had).isBetween(heap - 2 * MIB, heap);
        assertThat(lines[2]).contains("is " + heap + " bytes").contains("-Dmayfly.maxNative=");
    }

    @Test
    void theLimitOfDirectBuffersIsAnotherOne(@TempDir Path dir) throws Exception {
        assertThat(
                        ChildJvm.run(
                                        Three.class,
                                        dir,
                                        "-Dmayfly.maxNative=20MiB",
                                        "-XX:MaxDirectMemorySize=1m")
                                .output())
                .contains("pool\n");
    }

    @Test
    void oneThatIsNoAmountOfMemoryIsRefusedWithWhatToWrite(@TempDir Path dir) throws Exception {
        ChildJvm.Result result = ChildJvm.run(Three.class, dir, "-Dmayfly.maxNative=2 GB");
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output())
                .contains(
                        "-Dmayfly.maxNative is wrong: '2 GB' is not an amount of memory; write a"
                                + " whole number and B, KiB, MiB, GiB or TiB");
        assertThat(ChildJvm.run(Three.class, dir, "-Dmayfly.maxNative=2 GiB").output())
                .contains("pool\n");
    }
}
