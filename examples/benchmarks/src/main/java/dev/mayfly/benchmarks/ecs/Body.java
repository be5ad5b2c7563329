package dev.mayfly.benchmarks.ecs;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.SoaComponent;

/** A component of eight columns. */
public final class Body extends SoaComponent {

    /** How many columns there are. */
    public static final int COLUMNS = 8;

    private final Floats[] columns = new Floats[COLUMNS];

    /** Made by the plugin. */
    public Body() {
        for (int i = 0; i < COLUMNS; i++) {
            columns[i] = floats();
        }
    }

    /** The column of this number, from 0. */
    public Floats column(int number) {
        return columns[number];
    }
}
