package dev.mayfly.ecs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.error.SnapshotFormatException;
import dev.mayfly.ecs.error.SnapshotSchemaException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Snapshots that somebody changed who knows the format, and so makes the checksums right. Each is
 * refused by one of two exceptions, with the world as it was and no more memory taken than the
 * bytes can fill; or it is restored, and then what is kept twice agrees, ticks work, and saving it
 * and restoring that in another world and back gives the same bytes.
 *
 * <p>A fuzz target: the build gives it inputs that it finds by coverage, and the tests those of the
 * corpus. {@code -Dfuzz.seeds=write} writes the seeds anew.
 */
public class SnapshotFuzzTest {

    private static final Path CORPUS = Path.of("src/test/fuzz/SnapshotFuzzTest");

    /** Worlds keep the combinations of components that they have met, so they are made anew. */
    private static final int INPUTS_OF_A_WORLD = 500;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static @Nullable SnapshotFuzzTest current;
    private static int accepted;

    private final TurbulentWorld target;
    private final TurbulentWorld other;
    private final WorldSnapshot base;
    private final String before;
    private int inputs;

    public SnapshotFuzzTest() {
        FrameAllocator memory = FrameAllocator.create();
        target = lively(memory, 99, 5);
        other = lively(memory, 98, 2);
        base = new WorldSnapshot(target.world);
        base.take();
        before = WorldBooks.describe(target.world);
    }

    private static TurbulentWorld lively(FrameAllocator memory, long seed, int ticks) {
        TurbulentWorld lively = new TurbulentWorld(memory, seed);
        for (int tick = 0; tick < ticks; tick++) {
            lively.tick();
        }
        return lively;
    }

    /** What a fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (current == null || current.inputs++ == INPUTS_OF_A_WORLD) {
            current = new SnapshotFuzzTest();
        }
        SnapshotFuzzTest worlds = current;
        current = null; // also if this fails: what comes after it has worlds of its own
        worlds.tryOut(new SnapshotBytes(input).sealed());
        current = worlds;
    }

    private void tryOut(byte[] file) throws IOException {
        WorldSnapshot read = readTwice(target, file);
        assertThat(WorldBooks.describe(target.world)).isEqualTo(before);
        if (read == null) {
            return;
        }
        accepted++;
        read.restore();
        byte[] saved = SnapshotBytes.of(target.world).unsealed();
        for (int tick = 0; tick < 2; tick++) {
            target.world.process();
            WorldBooks.requireAgreement(target.world);
        }
        target.tick();
        move(saved, other);
        move(SnapshotBytes.of(other.world).unsealed(), target);
        assertThat(SnapshotBytes.of(target.world).unsealed()).isEqualTo(saved);

        base.restore();
        assertThat(WorldBooks.describe(target.world)).isEqualTo(before);
    }

    private static void move(byte[] saved, TurbulentWorld to) throws IOException {
        WorldSnapshot.read(to.world, SnapshotBytes.channel(saved)).restore();
    }

    /** The first time classes are loaded and changed by the fuzzer; that is memory as well. */
    private static @Nullable WorldSnapshot readTwice(TurbulentWorld target, byte[] file)
            throws IOException {
        long limit = (1 << 20) + 100L * file.length;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        WorldSnapshot read = read(target, file);
        if (THREADS.getCurrentThreadAllocatedBytes() - before > limit) {
            before = THREADS.getCurrentThreadAllocatedBytes();
            read = read(target, file);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(limit);
        }
        return read;
    }

    private static @Nullable WorldSnapshot read(TurbulentWorld target, byte[] file)
            throws IOException {
        try {
            return WorldSnapshot.read(target.world, SnapshotBytes.channel(file));
        } catch (SnapshotFormatException | SnapshotSchemaException e) {
            assertThat(e).hasMessageMatching("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]{20,2000}");
            return null;
        }
    }

    /** Snapshots of worlds that have lived for some ticks, the first of none at all. */
    private static Map<String, byte[]> seeds() {
        Map<String, byte[]> seeds = new TreeMap<>();
        try (FrameAllocator memory = FrameAllocator.create()) {
            for (int ticks : List.of(0, 1, 3, 6, 12, 25)) {
                TurbulentWorld lively = lively(memory, ticks, ticks);
                seeds.put("seed-" + ticks + "-ticks", SnapshotBytes.of(lively.world).unsealed());
                lively.world.dispose();
            }
        }
        return seeds;
    }

    @Test
    void theSeedsOfTheCorpusAreOfTodaysFormat() throws IOException {
        assumeThat(ByteOrder.nativeOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        for (Map.Entry<String, byte[]> seed : seeds().entrySet()) {
            Path file = CORPUS.resolve(seed.getKey());
            if ("write".equals(System.getProperty("fuzz.seeds"))) {
                Files.write(file, seed.getValue());
            }
            int acceptedBefore = accepted;
            fuzzerTestOneInput(Files.readAllBytes(file));
            assertThat(accepted)
                    .as("%s is refused; write it anew by -Dfuzz.seeds=write", file)
                    .isEqualTo(acceptedBefore + 1);
        }
    }

    @Test
    void eachInputOfTheCorpusIsRefusedByNameOrGivesAWorldThatWorks() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            for (Path file : files.sorted().toList()) {
                try {
                    fuzzerTestOneInput(Files.readAllBytes(file));
                } catch (Throwable failure) {
                    throw new AssertionError(file.toString(), failure);
                }
            }
        }
    }
}
