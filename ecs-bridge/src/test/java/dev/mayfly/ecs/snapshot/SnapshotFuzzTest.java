package dev.mayfly.ecs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.error.SnapshotFormatException;
import dev.mayfly.ecs.error.SnapshotSchemaException;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Changes snapshots at random, mostly with checksums that are right. Each is refused by one of two
 * exceptions, with the world as it was and no more memory taken than the bytes can fill; or it is
 * restored, and then ticks work and what is kept twice agrees. {@code -Dsnapshot.fuzz.cases} and
 * {@code -Dsnapshot.fuzz.seed} say how many and which.
 */
class SnapshotFuzzTest {

    private static final int CASES = Integer.getInteger("snapshot.fuzz.cases", 1_500);
    private static final long SEED = Long.getLong("snapshot.fuzz.seed", 20_260_101L);
    private static final int[] EDGES = {
        0,
        1,
        -1,
        2,
        64,
        127,
        128,
        32_767,
        65_536,
        200_000_000,
        Integer.MAX_VALUE - 64,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE
    };

    private final FrameAllocator memory = FrameAllocator.create();
    private final List<byte[]> corpus = new ArrayList<>();
    private int refused;
    private int accepted;

    private void fillCorpus() {
        for (int seed = 0; seed < 12; seed++) {
            TurbulentWorld lively = new TurbulentWorld(memory, seed);
            for (int tick = 0; tick < 3 * seed; tick++) {
                lively.tick();
            }
            corpus.add(SnapshotBytes.of(lively.world).sealed());
        }
    }

    @Test
    void eachChangedSnapshotIsRefusedByNameOrGivesAWorldThatWorks() {
        fillCorpus();
        TurbulentWorld target = newTarget();
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(SEED + i);
            byte[] changed = changed(random);
            if (i % 50 == 0) {
                target = newTarget();
            }
            try {
                tryOut(target, changed);
            } catch (Throwable failure) {
                throw new AssertionError(
                        "-Dsnapshot.fuzz.seed=" + (SEED + i) + " -Dsnapshot.fuzz.cases=1", failure);
            }
        }
        if (CASES > 1_000) {
            assertThat(refused).isGreaterThan(CASES / 10);
            assertThat(accepted).isGreaterThan(CASES / 100);
        }
    }

    private TurbulentWorld newTarget() {
        TurbulentWorld target = new TurbulentWorld(memory, 99);
        for (int tick = 0; tick < 5; tick++) {
            target.tick();
        }
        return target;
    }

    private void tryOut(TurbulentWorld target, byte[] changed) {
        String before = WorldBooks.describe(target.world);
        WorldSnapshot read = read(target, changed);
        assertThat(WorldBooks.describe(target.world)).isEqualTo(before);
        if (read == null) {
            refused++;
            return;
        }
        accepted++;
        read.restore();
        WorldSnapshot again = new WorldSnapshot(target.world);
        again.take();
        for (int tick = 0; tick < 3; tick++) {
            target.world.process();
            WorldBooks.requireAgreement(target.world);
        }
        again.restore();
        target.tick();
    }

    private static WorldSnapshot read(TurbulentWorld target, byte[] changed) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            return WorldSnapshot.read(target.world, SnapshotBytes.channel(changed));
        } catch (SnapshotFormatException | SnapshotSchemaException e) {
            return null;
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        } finally {
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .isLessThan((1 << 20) + 100L * changed.length);
        }
    }

    private byte[] changed(Random random) {
        byte[] whole = corpus.get(random.nextInt(corpus.size()));
        SnapshotBytes bytes = new SnapshotBytes(whole);
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            change(bytes, random);
        }
        return random.nextInt(20) == 0 ? bytes.unsealed() : bytes.sealed();
    }

    private void change(SnapshotBytes bytes, Random random) {
        int length = bytes.length();
        if (length < SnapshotBytes.HEADER + 40 || bytes.headerLength() < 20) {
            return;
        }
        int header = Math.min(bytes.headerLength(), length - 24);
        int at = random.nextInt(length - 8);
        int inHeader = SnapshotBytes.HEADER + random.nextInt(header - 4);
        byte[] other = corpus.get(random.nextInt(corpus.size()));
        int from = random.nextInt(other.length);
        int count = Math.min(random.nextInt(24), other.length - from);
        byte[] piece = java.util.Arrays.copyOfRange(other, from, from + count);
        int edge = EDGES[random.nextInt(EDGES.length)];
        switch (random.nextInt(11)) {
            case 0 -> bytes.putByte(at, random.nextInt());
            case 1 -> bytes.flip(at, random.nextInt(8));
            case 2 -> bytes.putInt(at, edge);
            case 3 -> bytes.putInt(inHeader, edge);
            case 4 -> bytes.putInt(inHeader, bytes.getInt(inHeader) + random.nextInt(5) - 2);
            case 5 -> {
                int place = known(random);
                bytes.putInt(place, bytes.getInt(place) + edge);
            }
            case 6 -> bytes.flip(inHeader, random.nextInt(8));
            case 7 -> bytes.splice(at, Math.min(random.nextInt(16), length - at - 4), piece);
            case 8 -> bytes.spliceHeader(inHeader, random.nextInt(4), piece);
            case 9 -> bytes.splice(at, Math.min(count, length - at - 4), piece);
            default -> bytes.splice(at, length - at - random.nextInt(8));
        }
    }

    private static int known(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> SnapshotBytes.IDS;
            case 1 -> SnapshotBytes.QUEUED;
            case 2 -> SnapshotBytes.TYPES;
            default -> 12; // the length of the header
        };
    }
}
