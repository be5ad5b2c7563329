package shapes;

import com.artemis.Component;

import dev.mayfly.ecs.Columns;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** Every kind of field, and code of every kind that uses them. */
@Columns
public class Velocity extends Component implements Cloneable {

    public enum Mode {
        SLOW,
        FAST
    }

    public static int made;

    public float x;
    public float y = 3f;
    protected double precise = 0.5;
    long ticks = 1L << 40;
    int count;
    short small = -3;
    byte tiny = 7;
    char letter = 'a';
    boolean alive = true;
    public String name = "n";
    Mode mode = Mode.SLOW;
    final int answer = 42;
    final int[] cells = {1, 2, 3};
    final List<String> tags = new ArrayList<>();
    float[][] grid = new float[2][2];
    transient Object scratch;
    Velocity next;
    private int hidden;

    public Velocity() {
        hidden = 1;
        super();
        made++;
    }

    public Velocity(float x, float y) {
        this();
        this.x = x;
        this.y = y;
    }

    Velocity(int seed) {
        hidden = seed;
        super();
        count = hidden * 2;
    }

    public Velocity scale(float by) {
        x *= by;
        y *= by;
        return this;
    }

    Runnable later() {
        return () -> {
            x++;
            hidden += 2;
            new Object() {
                void go() {
                    y--;
                    Velocity.this.hidden++;
                }
            }.go();
        };
    }

    IntSupplier hidden() {
        return this::hiddenNow;
    }

    private int hiddenNow() {
        return hidden;
    }

    static class Nested {
        final Velocity of;

        Nested(Velocity of) {
            this.of = of;
        }

        int both() {
            return of.hidden++ + ++of.hidden;
        }
    }

    @Override
    public Velocity clone() {
        try {
            return (Velocity) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Velocity it && it.x == x && it.y == y;
    }

    @Override
    public int hashCode() {
        return Float.hashCode(x);
    }
}
