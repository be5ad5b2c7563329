package dev.mayfly.examples.quickstart;

import dev.mayfly.allocator.ArenaSettings;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameObjects;
import dev.mayfly.allocator.FrameRing;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Parcel;
import dev.mayfly.allocator.Promotion;
import dev.mayfly.allocator.Scratch;

import java.util.concurrent.BlockingQueue;

/** The code of docs/guide/lifetimes.md. */
final class Lifetimes {

    static final class Contact {
        int first;
        int second;
    }

    private Lifetimes() {}

    static int shortest(FrameArena arena, int candidates) {
        int best = Integer.MAX_VALUE;
        long mark = arena.mark();
        for (int candidate = 1; candidate <= candidates; candidate++) {
            IntList path = arena.intList(64);
            for (int step = 0; step < candidate; step++) {
                path.add(step);
            }
            best = Math.min(best, path.length());
            arena.rewind(mark);
        }
        return best;
    }

    static float renderOneFrameBehind(FrameRing toRenderer, int frames) {
        float drawn = 0;
        Floats before = null;
        for (int i = 0; i < frames; i++) {
            FrameArena frame = toRenderer.begin();
            Floats instances = frame.floats(16);
            instances.set(0, i);
            if (before != null) {
                drawn += before.get(0);
            }
            toRenderer.end();
            before = instances;
        }
        return drawn;
    }

    static int search(FrameArena arena, Scratch scratch, int frames) {
        IntList open = scratch.arena().intList(256);
        for (int i = 0; i < frames; i++) {
            try (FrameScope frame = arena.begin()) {
                open.add(i);
            }
        }
        int found = open.length();
        scratch.reset();
        return found;
    }

    static Promotion<Floats> keep(FrameArena arena) {
        try (FrameScope frame = arena.begin()) {
            Floats level = arena.floats(1_000);
            level.fill(3);
            return arena.promote(level);
        }
    }

    static void lock(FrameArena arena, Runnable lock, Runnable unlock) {
        try (FrameScope frame = arena.begin()) {
            lock.run();
            frame.onClose(unlock);
        }
    }

    static void send(FrameArena arena, BlockingQueue<Parcel<Floats>> queue) {
        try (FrameScope frame = arena.begin()) {
            Floats heights = arena.floats(100);
            heights.set(0, 5);
            queue.add(arena.send(heights));
        }
    }

    static float receive(FrameArena arena, BlockingQueue<Parcel<Floats>> queue)
            throws InterruptedException {
        try (FrameScope frame = arena.begin()) {
            Floats heights = arena.receive(queue.take());
            return heights.get(0);
        }
    }

    static FrameObjects<Contact> contacts(FrameArena arena) {
        return arena.objects(Contact::new);
    }

    static int collide(FrameArena arena, FrameObjects<Contact> contacts) {
        try (FrameScope frame = arena.begin()) {
            Contact contact = contacts.take();
            contact.first = 1;
            contact.second = 2;
            return contact.first + contact.second;
        }
    }

    static FrameAllocator small() {
        return FrameAllocator.create(
                ArenaSettings.defaults()
                        .withChunks(4 << 10, 64 << 10)
                        .withLimit(1 << 20)
                        .withQuietFrames(600));
    }

    static long levelIsOver(FrameAllocator memory) {
        return memory.trim();
    }
}
