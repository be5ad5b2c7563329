package dev.mayfly.allocator.team;

import dev.mayfly.allocator.FrameAllocator;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * A program whose common pool has no threads: each element of a parallel stream has loops of a team
 * on that pool, as worlds do that are ticked by one.
 */
final class PoolWithoutThreads {

    private static final int TEAMS = 8;
    private static final int ROUNDS = 200;
    private static final long ENOUGH_MILLIS = 30_000;

    private PoolWithoutThreads() {}

    public static void main(String[] args) throws InterruptedException {
        Thread caller = new Thread(PoolWithoutThreads::run, "caller");
        caller.setDaemon(true);
        caller.start();
        caller.join(ENOUGH_MILLIS);
        if (caller.isAlive()) {
            System.out.println("hangs");
        }
    }

    private static void run() {
        AtomicLong elements = new AtomicLong();
        try (FrameAllocator memory = FrameAllocator.create()) {
            List<FrameTeam> teams =
                    IntStream.range(0, TEAMS)
                            .mapToObj(_ -> FrameTeam.create(memory, ForkJoinPool.commonPool()))
                            .toList();
            for (int round = 0; round < ROUNDS; round++) {
                teams.parallelStream().forEach(team -> frame(team, elements));
            }
            teams.forEach(FrameTeam::close);
        }
        System.out.println("elements: " + elements);
    }

    private static void frame(FrameTeam team, AtomicLong elements) {
        try (TeamFrame _ = team.begin()) {
            for (int i = 0; i < 3; i++) {
                team.parallelFor(
                        0, 100, 10, (from, to, arena, worker) -> elements.addAndGet(to - from));
            }
        }
    }
}
