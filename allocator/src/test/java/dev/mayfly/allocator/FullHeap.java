package dev.mayfly.allocator;

import java.util.concurrent.CountDownLatch;

/** A program that needs half of its heap twice, and not at once; its heap is 64 MiB. */
final class FullHeap {

    private static final int LONGS = 4 << 20;
    private static final int INTS = 8 << 20;
    private static final FrameAllocator MEMORY = FrameAllocator.shared();

    /** Who holds the first half, for later, when the second is asked for. */
    enum Holder {
        /** The frame before, of the same arena. */
        EARLIER_FRAME {
            @Override
            void spike() {
                frameOfLongs();
            }
        },
        /** A scope that has ended in the open frame. */
        EARLIER_SCOPE {
            @Override
            void spike() {
                MEMORY.arena().begin();
                try (FrameScope _ = MEMORY.arena().scope()) {
                    MEMORY.arena().longs(LONGS);
                }
            }
        },
        /** A thread that lives, and has no frame open. */
        IDLE_THREAD {
            @Override
            void spike() throws InterruptedException {
                CountDownLatch done = new CountDownLatch(1);
                Thread idle =
                        new Thread(
                                () -> {
                                    frameOfLongs();
                                    done.countDown();
                                    waitForever();
                                });
                idle.setDaemon(true);
                idle.start();
                done.await();
            }
        },
        /** A thread that has died. */
        DEAD_THREAD {
            @Override
            void spike() throws InterruptedException {
                Thread dying = new Thread(FullHeap::frameOfLongs);
                dying.start();
                dying.join();
            }
        },
        /** Another allocator. */
        OTHER_ALLOCATOR {
            @Override
            void spike() {
                FrameAllocator other = FrameAllocator.create();
                try (FrameScope _ = other.arena().begin()) {
                    other.arena().longs(LONGS);
                }
                kept = other;
            }
        };

        abstract void spike() throws InterruptedException;
    }

    private static Object kept = "";

    private FullHeap() {}

    private static void frameOfLongs() {
        try (FrameScope _ = MEMORY.arena().begin()) {
            MEMORY.arena().longs(LONGS);
        }
    }

    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Holder holder = Holder.valueOf(System.getProperty("holder"));
        FrameArena arena = MEMORY.arena();
        holder.spike();
        if (!arena.isOpen()) {
            arena.begin();
        }
        arena.ints(INTS).set(INTS - 1, 1);
        arena.end();
        MEMORY.trim();
        holder.spike();
        if (!arena.isOpen()) {
            arena.begin();
        }
        IntList list = arena.intList(2 << 20);
        for (int i = 0; i < 3 << 20; i++) {
            list.add(i);
        }
        arena.end();
        MEMORY.trim();
        holder.spike();
        SoaBuffer rows = new SoaBuffer("rows");
        rows.ints();
        rows.ensureRows(INTS);
        System.out.println("all had room, beside " + kept);
    }
}
