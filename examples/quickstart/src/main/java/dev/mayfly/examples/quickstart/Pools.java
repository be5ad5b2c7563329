package dev.mayfly.examples.quickstart;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.pool.Block;
import dev.mayfly.allocator.pool.BlockPool;
import dev.mayfly.allocator.pool.BlockStatistics;
import dev.mayfly.allocator.pool.ObjectPool;
import dev.mayfly.allocator.pool.SlotTable;
import dev.mayfly.allocator.pool.Slots;

import java.lang.foreign.ValueLayout;
import java.util.concurrent.BlockingQueue;

/** The code of docs/guide/pools.md. */
final class Pools {

    private Pools() {}

    static void send(BlockPool pool, BlockingQueue<Block> outbox, int entity)
            throws InterruptedException {
        Block packet = pool.take(1_200); // a block of 2 KiB, not zero-filled
        packet.segment().set(ValueLayout.JAVA_INT, 0, entity);
        outbox.put(packet);
    }

    static int receive(BlockingQueue<Block> inbox) throws InterruptedException {
        try (Block packet = inbox.take()) { // returned by this thread
            return packet.segment().get(ValueLayout.JAVA_INT, 0);
        }
    }

    static String report(BlockPool pool) {
        BlockStatistics total = pool.statistics().total();
        return total.live() + " live blocks, " + total.peakLive() + " at most";
    }

    static String join(ObjectPool<StringBuilder> texts, String first, String second) {
        StringBuilder text = texts.take();
        try {
            return text.append(first).append(second).toString();
        } finally {
            texts.give(text);
        }
    }

    static ObjectPool<StringBuilder> texts() {
        return ObjectPool.of(StringBuilder::new)
                .reset(text -> text.setLength(0))
                .bound(1_024) // idle ones kept at most
                .prefill(64)
                .build();
    }

    static String slots() {
        Slots<String> doors = new Slots<>();
        long front = doors.add("front");
        long back = doors.add("back");
        doors.remove(front);
        doors.add("side"); // in the slot of the front door, under another handle
        return doors.get(back) + doors.contains(front);
    }

    static void removeFarOnes(SlotTable bullets, Floats x) {
        for (int row = bullets.size() - 1; row >= 0; row--) { // last to first
            if (x.get(row) > 100f) {
                int hole = bullets.remove(bullets.handleAt(row));
                x.set(hole, x.get(bullets.size())); // the last row moves into the hole
            }
        }
    }
}
