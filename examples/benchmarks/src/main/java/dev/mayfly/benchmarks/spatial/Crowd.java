package dev.mayfly.benchmarks.spatial;

import java.util.Random;

/** Where the entities are: the same places for every structure. The index is the id. */
final class Crowd {

    static final int COUNT = 10_000;

    /** The side of the world; at that, an entity has some three others within {@link #REACH}. */
    static final float SIDE = 1_000f;

    static final float REACH = 10f;

    final float[] x = new float[COUNT];
    final float[] y = new float[COUNT];

    Crowd() {
        Random random = new Random(42);
        for (int i = 0; i < COUNT; i++) {
            x[i] = random.nextFloat() * SIDE;
            y[i] = random.nextFloat() * SIDE;
        }
    }

    static boolean isNear(double fromX, double fromY, double toX, double toY) {
        double dx = toX - fromX;
        double dy = toY - fromY;
        return dx * dx + dy * dy <= (double) REACH * REACH;
    }
}
