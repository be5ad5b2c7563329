package dev.mayfly.benchmarks.ecs;

import java.util.List;

/** Four kinds of entities under three systems. */
public abstract class ScheduleWorld extends PublishedWorld {

    static final int ENTITIES_PER_KIND = 10_000;

    /** Swapped with {@link B}. */
    public static final class A extends PlainValue {}

    /** Swapped with {@link A}. */
    public static final class B extends PlainValue {}

    /** Swapped with {@link D} and {@link E}. */
    public static final class C extends PlainValue {}

    /** Swapped with {@link C}. */
    public static final class D extends PlainValue {}

    /** Swapped with {@link C}. */
    public static final class E extends PlainValue {}

    /** What the first five letters start with, and by what a sum weighs them. */
    static final List<Class<? extends PlainValue>> TYPES =
            List.of(A.class, B.class, C.class, D.class, E.class);

    /** The kinds, as indices of {@link #TYPES}. */
    static final int[][] KINDS = {{0, 1}, {0, 1, 2}, {0, 1, 2, 3}, {0, 1, 2, 4}};

    static void swap(PlainValue one, PlainValue other) {
        float value = one.value;
        one.value = other.value;
        other.value = value;
    }

    static PlainValue make(int type) {
        PlainValue made = Plain.make(TYPES.get(type));
        made.value = type + 1;
        return made;
    }
}
