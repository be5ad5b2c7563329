package dev.mayfly.ecs.snapshot;

import dev.mayfly.allocator.FrameAllocator;

import java.io.IOException;

/** Restores and rewinds whose first allocation fails, then whose second, to the last. */
public final class RestoreAtEachAllocation {

    /** What is tried: makes the world something else. */
    private interface Attempt {
        void run();
    }

    /** A world, and what brings it to another state. */
    private record Trial(TurbulentWorld target, Attempt attempt) {}

    /** Makes one, always the same. */
    private interface Trials {
        Trial next() throws IOException;
    }

    private final FrameAllocator memory = FrameAllocator.create();
    private final byte[] saved;

    private RestoreAtEachAllocation() throws IOException {
        TurbulentWorld source = new TurbulentWorld(memory, 7);
        for (int i = 0; i < 200; i++) {
            source.world.create();
        }
        for (int i = 0; i < 10; i++) {
            source.tick();
        }
        saved = SnapshotBytes.of(source.world).sealed();
    }

    /** Of a file, of an image in memory, and of a history; what each has come to, in a line. */
    public static String run() throws IOException {
        RestoreAtEachAllocation all = new RestoreAtEachAllocation();
        return all.tryAll("file", all::ofFile)
                + all.tryAll("image", all::ofImage)
                + all.tryAll("history", all::ofHistory);
    }

    private TurbulentWorld target() {
        TurbulentWorld target = new TurbulentWorld(memory, 3);
        target.tick();
        RestoreInLittleHeap.listen(target);
        return target;
    }

    private Trial ofFile() throws IOException {
        TurbulentWorld target = target();
        return new Trial(
                target, WorldSnapshot.read(target.world, SnapshotBytes.channel(saved))::restore);
    }

    private Trial ofImage() {
        TurbulentWorld target = target();
        WorldSnapshot image = new WorldSnapshot(target.world);
        image.take();
        changeMuch(target);
        return new Trial(target, image::restore);
    }

    private Trial ofHistory() {
        TurbulentWorld target = target();
        WorldHistory history = new WorldHistory(target.world, 4);
        history.record();
        target.tick();
        history.record();
        changeMuch(target);
        return new Trial(target, () -> history.rewindTo(0));
    }

    private static void changeMuch(TurbulentWorld target) {
        for (int i = 0; i < 150; i++) {
            target.world.delete(target.world.create());
        }
        for (int i = 0; i < 5; i++) {
            target.tick();
        }
    }

    private String tryAll(String what, Trials trials) throws IOException {
        Trial good = trials.next();
        good.attempt().run();
        String then = WorldBooks.describe(good.target().world);
        int failed = 0;
        int halves = 0;
        for (boolean over = false; !over; ) {
            Trial trial = trials.next();
            String before = WorldBooks.describe(trial.target().world);
            boolean done = true;
            FailingAllocations.Counter.failAfter(failed);
            try {
                trial.attempt().run();
            } catch (OutOfMemoryError e) {
                done = false;
            }
            over = !FailingAllocations.Counter.stop();
            failed += over ? 0 : 1;
            String after = WorldBooks.describe(trial.target().world);
            halves += after.equals(then) || (!done && after.equals(before)) ? 0 : 1;
            trial.attempt().run();
            halves += WorldBooks.describe(trial.target().world).equals(then) ? 0 : 1;
            trial.target().world.process();
            WorldBooks.requireAgreement(trial.target().world);
            trial.target().world.dispose();
        }
        return what + ": " + failed + " failed, " + halves + " halves\n";
    }
}
