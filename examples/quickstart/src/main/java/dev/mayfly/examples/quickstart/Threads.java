package dev.mayfly.examples.quickstart;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.team.BarrierParty;
import dev.mayfly.allocator.team.FrameBarrier;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.allocator.team.TeamFrame;

import java.lang.foreign.MemorySegment;
import java.nio.channels.AsynchronousFileChannel;
import java.util.concurrent.ExecutionException;

/** Frames that several threads work in, as docs/guide/threads.md shows them. */
public final class Threads {

    private Threads() {}

    /** How many of {@code heights} stand out from their neighbours by more than the limit. */
    public static int countPeaks(FrameTeam team, Floats heights, float limit) {
        IntList[] found = new IntList[team.workers()];
        try (TeamFrame frame = team.begin()) {
            for (int i = 0; i < found.length; i++) {
                found[i] = team.arena(i).intList(64);
            }
            team.parallelFor(
                    1,
                    heights.length() - 1,
                    1_024,
                    (from, to, arena, worker) -> {
                        try (FrameScope chunk = arena.scope()) {
                            Floats mean = arena.uninitializedFloats(to - from);
                            for (int i = from; i < to; i++) {
                                mean.set(
                                        i - from, (heights.get(i - 1) + heights.get(i + 1)) * 0.5f);
                            }
                            for (int i = from; i < to; i++) {
                                if (heights.get(i) - mean.get(i - from) > limit) {
                                    found[worker].add(i);
                                }
                            }
                        }
                    });
            int peaks = 0;
            for (IntList each : found) {
                peaks += each.length();
            }
            return peaks;
        }
    }

    /** A team for as long as the program needs one. */
    public static int withATeam(FrameAllocator memory, Floats heights) {
        try (FrameTeam team = FrameTeam.create(memory, 4)) {
            return countPeaks(team, heights, 2f);
        }
    }

    /** The loop of one of an engine's own threads. */
    public static void runThread(
            FrameAllocator memory, FrameBarrier barrier, int frames, Runnable work)
            throws InterruptedException {
        FrameArena arena = memory.arena();
        try (BarrierParty party = barrier.join(arena)) {
            for (int i = 0; i < frames; i++) {
                try (FrameScope frame = arena.begin()) {
                    work.run();
                }
                party.await(); // returns when all have ended their frame
            }
        }
    }

    /** Writes memory of a frame to a file by a thread of the channel's. */
    static int write(FrameArena arena, AsynchronousFileChannel channel)
            throws ExecutionException, InterruptedException {
        try (FrameScope frame = arena.begin()) {
            MemorySegment page = arena.allocateShared(4_096, 64);
            page.fill((byte) 1);
            return channel.write(page.asByteBuffer(), 0).get();
        }
    }
}
