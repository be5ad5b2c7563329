package dev.mayfly.benchmarks.ecs;

import java.util.Random;

/** Entities of many combinations of components that come and go. */
public abstract class InsertRemoveWorld extends PublishedWorld {

    static final int ENTITIES = 16_384;

    /** How many components there are to choose from: the first letters. */
    static final int TYPES = 12;

    private static final int RENEWED = ENTITIES / 4;
    private static final int COMBINATIONS = (int) Math.sqrt(ENTITIES * 16);

    /** What the systems ask for: three types, and after them those that must be absent. */
    static final int[][] ASPECTS = {
        {0, 3, 4}, {1, 7, 8}, {0, 6, 8, 1}, {5, 6, 7, 8}, {9, 10, 11, 8}
    };

    private final int[] slots = new int[ENTITIES];
    private final int[] choices = new int[4 * ENTITIES];
    private int slot;
    private int choice;

    /** How many entities the systems have met. */
    long met;

    @Override
    public final void populate() {
        Random random = new Random(64);
        int[][] combinations = new int[COMBINATIONS][];
        for (int i = 0; i < COMBINATIONS; i++) {
            combinations[i] = random.ints(3 + random.nextInt(7), 0, TYPES).distinct().toArray();
        }
        prepare(combinations);
        for (int i = 0; i < choices.length; i++) {
            choices[i] = random.nextInt(COMBINATIONS);
        }
        for (int i = 0; i < ENTITIES; i++) {
            slots[i] = i;
        }
        for (int i = ENTITIES - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int here = slots[i];
            slots[i] = slots[other];
            slots[other] = here;
        }
        for (int i = 0; i < ENTITIES; i++) {
            create(i, nextChoice());
        }
        run();
    }

    @Override
    public final void tick() {
        for (int i = 0; i < RENEWED; i++) {
            delete(slots[slot + i]);
        }
        run();
        for (int i = 0; i < RENEWED; i++) {
            create(slots[slot + i], nextChoice());
        }
        run();
        slot = (slot + RENEWED) % ENTITIES;
    }

    private int nextChoice() {
        choice = (choice + 1) % choices.length;
        return choices[choice];
    }

    @Override
    final double sum() {
        return met;
    }

    /** Says which types each combination has. */
    abstract void prepare(int[][] combinations);

    /** Creates an entity, to be known by the number of its slot. */
    abstract void create(int number, int combination);

    abstract void delete(int number);

    /** Runs the systems once. */
    abstract void run();
}
