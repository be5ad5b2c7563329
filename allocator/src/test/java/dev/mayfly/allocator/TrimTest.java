package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.source.CountingSource;
import dev.mayfly.allocator.source.MemorySource;
import dev.mayfly.allocator.source.QuotaSource;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.allocator.team.TeamFrame;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What a program gets back when it asks, when arenas have been idle, and before memory ends. */
class TrimTest {

    private static final int QUIET_FRAMES = 10;
    private static final long SPIKE_BYTES = 1L << 20;
    private static final int SPIKE_LONGS = (int) (SPIKE_BYTES / Long.BYTES);

    private final CountingSource source = new CountingSource(MemorySource.ofNative());
    private final AtomicLong now = new AtomicLong();
    private final FrameAllocator memory =
            FrameAllocator.create(
                    ArenaSettings.defaults().withQuietFrames(QUIET_FRAMES), source, now::get);

    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        other.close();
        memory.close();
        assertThat(source.piecesOut()).isZero();
    }

    private void onOther(Runnable work) throws Exception {
        other.submit(work).get();
    }

    /** What a spike of this class leaves in the arrays of an arena; in paranoid nothing. */
    private static long spikeArrays() {
        return SafetyLevel.current() == SafetyLevel.PARANOID ? 0 : 2 * SPIKE_BYTES;
    }

    private void spike() {
        FrameArena arena = memory.arena();
        try (FrameScope _ = arena.begin()) {
            arena.longs(SPIKE_LONGS).set(SPIKE_LONGS - 1, 7);
            LongList grown = arena.longList(SPIKE_LONGS / 2);
            for (int i = 0; i < SPIKE_LONGS; i++) {
                grown.add(i);
            }
            arena.allocate(SPIKE_BYTES, 8).fill((byte) 1);
        }
    }

    private void quietFrames() {
        FrameArena arena = memory.arena();
        for (int i = 0; i < QUIET_FRAMES; i++) {
            try (FrameScope _ = arena.begin()) {
                arena.ints(1).set(0, 1);
            }
        }
    }

    // --- asked for

    @Test
    void whatArenasAtRestHoldIsLetGoAndCounted() throws Exception {
        spike();
        onOther(this::spike);
        long held = memory.nativeBytes();
        long let = memory.trim();
        assertThat(let).isGreaterThanOrEqualTo(2 * spikeArrays());
        if (SafetyLevel.current() != SafetyLevel.PARANOID) {
            assertThat(let).isEqualTo(2 * spikeArrays() + held);
            assertThat(memory.nativeBytes()).isZero();
        }
        assertThat(memory.trim()).isZero();
        spike();
        onOther(this::spike);
    }

    @Test
    void aFrameOfAnotherThreadKeepsItsOwn() throws Exception {
        onOther(this::spike);
        List<Longs> taken = new ArrayList<>();
        onOther(
                () -> {
                    memory.arena().begin();
                    taken.add(memory.arena().longs(SPIKE_LONGS));
                    taken.getFirst().set(3, 4);
                    memory.arena().allocate(SPIKE_BYTES, 8).fill((byte) 2);
                });
        long native0 = memory.nativeBytes();
        memory.trim();
        if (SafetyLevel.current() != SafetyLevel.PARANOID) {
            assertThat(memory.nativeBytes()).isEqualTo(native0);
        }
        onOther(
                () -> {
                    assertThat(taken.getFirst().get(3)).isEqualTo(4);
                    memory.arena().end();
                });
        assertThat(memory.trim()).isGreaterThanOrEqualTo(spikeArrays());
    }

    @Test
    void inAFrameOfItsOwnAThreadLetsGoOfWhatIsNotHandedOut() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        spike();
        FrameArena arena = memory.arena();
        try (FrameScope _ = arena.begin()) {
            Longs kept = arena.longs(SPIKE_LONGS);
            kept.set(9, 10);
            IntList list = arena.intList(4);
            list.add(5);
            long inStore = memory.nativeBytes();
            assertThat(memory.trim()).isEqualTo(SPIKE_BYTES + inStore);
            assertThat(kept.get(9)).isEqualTo(10);
            assertThat(list.get(0)).isEqualTo(5);
            assertThat(arena.longs(SPIKE_LONGS).get(9)).isZero();
        }
        assertThat(memory.trim()).isGreaterThanOrEqualTo(2 * SPIKE_BYTES);
    }

    @Test
    void deadThreadsArenasRingsAndScratchesAreLetGo() throws Exception {
        Thread dying =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    spike();
                                    memory.arena().begin();
                                    memory.arena().ints(100);
                                    FrameRing ring = memory.ring("left behind", 2);
                                    ring.begin().longs(SPIKE_LONGS);
                                    ring.end();
                                    memory.scratch("left behind").arena().longs(SPIKE_LONGS);
                                });
        dying.join();
        assertThat(memory.trim()).isGreaterThanOrEqualTo(spikeArrays());
        if (SafetyLevel.current() != SafetyLevel.PARANOID) {
            assertThat(memory.nativeBytes()).isZero();
        }
    }

    @Test
    void rowsObjectsAndTeamsLetGoOfWhatTheyHoldForLater() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        FrameArena arena = memory.arena();
        FrameRows<Contacts> rows = arena.rows(Contacts::new);
        FrameObjects<Object> objects = arena.objects(Object::new);
        try (FrameTeam team = FrameTeam.create(memory, 2)) {
            for (int i = 0; i < 2; i++) {
                try (FrameScope _ = arena.begin();
                        TeamFrame _ = team.begin()) {
                    rows.take().addRows(1_000);
                    objects.take();
                    team.arena(1).longs(SPIKE_LONGS);
                }
                assertThat(memory.trim())
                        .isBetween(SPIKE_BYTES + 1_000 * 8, SPIKE_BYTES + (1 << 20));
                assertThat(memory.nativeBytes()).isZero();
            }
        }
    }

    private static final class Contacts extends SoaBuffer {
        final Floats depth = floats();
        final NativeFloats toGpu = nativeFloats();
    }

    @Test
    void aClosedAllocatorHasNothing() {
        FrameAllocator closed = FrameAllocator.create();
        closed.arena();
        closed.close();
        assertThat(closed.trim()).isZero();
    }

    /** The owner begins frames while another thread lets go of what it holds, again and again. */
    @Test
    void framesGoOnBesideATrimmingThread() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Thread trimming =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    while (!done.get()) {
                                        memory.trim();
                                    }
                                });
        try {
            FrameArena arena = memory.arena();
            for (int frame = 0; frame < 20_000; frame++) {
                Longs[] longs = new Longs[3];
                try (FrameScope _ = arena.begin()) {
                    arena.longs(20, longs);
                    MemorySegment slice = arena.allocate(100, 8);
                    slice.set(ValueLayout.JAVA_LONG, 8, frame);
                    IntIntMap map = arena.intIntMap(4);
                    for (int i = 0; i < 20; i++) {
                        longs[i % 3].set(i, frame + i);
                        map.put(i, frame);
                    }
                    for (int i = 0; i < 20; i++) {
                        assertThat(longs[i % 3].get(i)).isEqualTo(frame + i);
                        assertThat(map.getOrDefault(i, -1)).isEqualTo(frame);
                    }
                    assertThat(slice.get(ValueLayout.JAVA_LONG, 8)).isEqualTo(frame);
                }
                for (Longs each : longs) {
                    // One that was let go of while it was handed out would not have ended.
                    assertThat(each.length).isZero();
                }
            }
        } finally {
            done.set(true);
            trimming.join();
        }
    }

    // --- idle

    @Test
    void anArenaThatHadNoFrameForLongIsLetGoByOthersFrames() throws Exception {
        onOther(this::spike);
        for (int looks = 0; looks < 3; looks++) {
            quietFrames();
            now.addAndGet(ArenaRegistry.LOOK_NANOS);
        }
        memory.trim(); // this thread's, and the stores' share
        assertThat(heldBy(other)).isZero();
        onOther(this::spike);
    }

    @Test
    void soIsThatOfADeadThread() throws Exception {
        Thread dying = Thread.ofPlatform().start(this::spike);
        dying.join();
        for (int looks = 0; looks < 3; looks++) {
            now.addAndGet(ArenaRegistry.LOOK_NANOS);
            quietFrames();
        }
        assertThat(memory.trim()).isLessThan(SPIKE_BYTES);
    }

    @Test
    void anArenaThatTicksSeldomKeepsWhatItHas() throws Exception {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        onOther(this::spike);
        for (int looks = 0; looks < 10; looks++) {
            now.addAndGet(ArenaRegistry.LOOK_NANOS);
            quietFrames();
            onOther(
                    () -> {
                        memory.arena().begin();
                        memory.arena().end();
                    });
        }
        assertThat(heldBy(other)).isGreaterThanOrEqualTo(spikeArrays());
    }

    @Test
    void manyQuietFramesInAShortTimeLeaveOthersInPeace() throws Exception {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        onOther(this::spike);
        for (int i = 0; i < 20; i++) {
            quietFrames();
        }
        assertThat(heldBy(other)).isGreaterThanOrEqualTo(spikeArrays());
    }

    /** What the arena of another thread holds, which is let go of. */
    private long heldBy(ExecutorService thread) throws Exception {
        return thread.submit(
                        () -> {
                            try (FrameScope _ = memory.arena().begin()) {
                                return memory.trim();
                            }
                        })
                .get();
    }

    // --- before memory is refused

    @Test
    void nativeMemoryThatNobodyUsesIsGivenBackBeforeASourceRefuses() throws Exception {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        QuotaSource quota = new QuotaSource(6 << 20, source);
        try (FrameAllocator limited = FrameAllocator.create(quota)) {
            onOther(
                    () -> {
                        FrameArena arena = limited.arena();
                        FrameRows<Contacts> rows = arena.rows(Contacts::new);
                        try (FrameScope _ = arena.begin()) {
                            rows.take().addRows(100_000);
                            arena.allocate(4 << 20, 8).fill((byte) 1);
                        }
                    });
            FrameArena arena = limited.arena();
            try (FrameScope _ = arena.begin()) {
                arena.allocate(5_900_000, 8).fill((byte) 1);
                assertThatThrownBy(() -> arena.allocate(4 << 20, 8))
                        .isInstanceOf(OutOfNativeMemoryException.class);
            }
            limited.trim();
            assertThat(quota.usedBytes()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void arraysThatNobodyUsesAreLetGoBeforeTheHeapIsFull(FullHeap.Holder holder, @TempDir Path dir)
            throws Exception {
        ChildJvm.Result result =
                ChildJvm.run(
                        FullHeap.class,
                        dir,
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dmayfly.safety=" + SafetyLevel.current().name(),
                        "-Dholder=" + holder);
        assertThat(result.output()).contains("all had room");
    }
}
