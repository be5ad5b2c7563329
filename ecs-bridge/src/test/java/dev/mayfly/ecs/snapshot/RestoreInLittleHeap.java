package dev.mayfly.ecs.snapshot;

import com.artemis.Aspect;
import com.artemis.EntitySubscription;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameAllocator;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * A program for a JVM with a small heap: restores snapshots with ever more of it free, from none
 * on, and looks after each whether the world is what it was or what the snapshot is.
 */
final class RestoreInLittleHeap {

    private static final int STEPS = 6;

    private static @Nullable byte[][] ballast = new byte[1 << 16][];
    private static int pieces;

    private RestoreInLittleHeap() {}

    public static void main(String[] arguments) throws IOException {
        try {
            // A handler whose class the JVM has yet to look up would be none with a full heap.
            throw new OutOfMemoryError("wanted");
        } catch (OutOfMemoryError e) {
            pieces = 0;
        }
        FrameAllocator memory = FrameAllocator.create();
        TurbulentWorld source = new TurbulentWorld(memory, 7);
        for (int i = 0; i < 3_000; i++) {
            source.world.create();
        }
        for (int i = 0; i < 10; i++) {
            source.tick();
        }
        byte[] bytes = SnapshotBytes.of(source.world).sealed();
        TurbulentWorld roomy = new TurbulentWorld(memory, 3);
        roomy.tick();
        listen(roomy);
        WorldSnapshot.read(roomy.world, SnapshotBytes.channel(bytes)).restore();
        String then = WorldBooks.describe(roomy.world);
        int failed = 0;
        int halves = 0;
        for (int step = 0; step < STEPS; step++) {
            TurbulentWorld target = new TurbulentWorld(memory, 3);
            target.tick();
            listen(target);
            WorldSnapshot read = WorldSnapshot.read(target.world, SnapshotBytes.channel(bytes));
            String before = WorldBooks.describe(target.world);
            boolean done = restoreWith(read, step * 128);
            String after = WorldBooks.describe(target.world);
            failed += done ? 0 : 1;
            // One that fails when all is done has done it all.
            halves += after.equals(then) || (!done && after.equals(before)) ? 0 : 1;
            read.restore();
            halves += WorldBooks.describe(target.world).equals(then) ? 0 : 1;
            target.world.process();
            WorldBooks.requireAgreement(target.world);
            target.world.dispose();
        }
        System.out.println(
                failed + " failed, " + (STEPS - failed) + " done, " + halves + " halves");
    }

    /** Somebody who writes into what is told of. */
    static void listen(TurbulentWorld target) {
        target.world
                .getAspectSubscriptionManager()
                .get(Aspect.all())
                .addSubscriptionListener(
                        new EntitySubscription.SubscriptionListener() {
                            @Override
                            public void inserted(IntBag entities) {
                                if (entities.size() > 100) { // not of what it makes itself
                                    target.world.delete(entities.get(0));
                                    target.world.create();
                                }
                            }

                            @Override
                            public void removed(IntBag entities) {}
                        });
    }

    /** Returns whether it was restored. */
    private static boolean restoreWith(WorldSnapshot read, int freePieces) {
        fill();
        for (int i = 0; i < freePieces && pieces > 0; i++) {
            pieces--;
            ballast[pieces] = null;
        }
        try {
            read.restore();
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        } finally {
            while (pieces > 0) {
                pieces--;
                ballast[pieces] = null;
            }
        }
    }

    private static void fill() {
        try {
            while (true) {
                ballast[pieces] = new byte[1 << 10];
                pieces++;
            }
        } catch (OutOfMemoryError full) {
            // as it should be
        }
    }
}
