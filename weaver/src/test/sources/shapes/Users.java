package shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What code does with a component; returns what it saw. */
public class Users {

    /** A record that has one. */
    public record Pair<T extends Velocity>(T one, Velocity other) {
        float sum() {
            return one.x + other.y;
        }
    }

    enum Change {
        GROW {
            @Override
            void apply(Velocity to) {
                to.x += 10;
            }
        },
        SHRINK {
            @Override
            void apply(Velocity to) {
                to.x -= 1;
            }
        };

        abstract void apply(Velocity to);
    }

    interface Reader {
        Velocity of();

        default float read() {
            return of().x + of().y;
        }
    }

    static class Base {
        protected Velocity kept;

        Base(Velocity kept) {
            this.kept = kept;
        }

        void touch() {
            kept.count++;
        }
    }

    static class Derived extends Base {
        final float seen;

        Derived(Velocity v) {
            seen = v.x;
            super(v);
            kept.count += 5;
        }

        @Override
        void touch() {
            super.touch();
            kept.ticks <<= 1;
        }
    }

    private static <V extends Velocity> V generic(V v, Function<? super V, Float> by) {
        v.x = by.apply(v);
        return v;
    }

    public static List<String> use(Velocity v) {
        List<String> seen = new ArrayList<>();
        v.x = 2;
        v.scale(2).scale(0.5f);
        v.later().run();
        seen.add(v.x + " " + v.y + " " + v.hidden().getAsInt());
        v.letter++;
        v.letter += 1;
        v.tiny -= 10;
        v.small *= 1000;
        v.small *= 100;
        v.count = v.count++ + ++v.count;
        v.ticks |= 5;
        v.precise /= 3;
        v.alive = !v.alive;
        v.alive |= v.x > 1;
        v.name += v.letter;
        seen.add(v.letter + " " + v.tiny + " " + v.small + " " + v.count + " " + v.ticks);
        seen.add(v.precise + " " + v.alive + " " + v.name + " " + v.answer);
        v.letter = '\uffff';
        seen.add("" + (int) v.letter + (v.letter > 'z'));
        v.cells[1]++;
        v.cells[v.cells[0]] += v.cells[2];
        v.grid[1][0] = v.cells[1];
        v.grid[1][0] += v.x;
        v.tags.add("t" + v.grid[1][0]);
        seen.add(v.cells[1] + " " + v.tags);
        v.next = new Velocity(1, 2);
        v.next.next = v;
        v.next.next.x = 5;
        v.next.x += v.next.next.y;
        seen.add(v.x + " " + v.next.x + " " + (v.next.next.next.x));
        switch (v.mode) {
            case SLOW -> v.mode = Velocity.Mode.FAST;
            case FAST -> v.mode = null;
        }
        seen.add(
                switch (v.name) {
                    case "nc" -> "c" + v.mode;
                    default -> v.name;
                });
        try {
            v.x = 1;
            if (v.x > 0) {
                throw new IllegalStateException(v.name);
            }
        } catch (IllegalStateException e) {
            v.name = e.getMessage() + "!";
        } finally {
            v.x += 0.5f;
        }
        seen.add(v.name + v.x);
        for (Change each : Change.values()) {
            each.apply(v);
        }
        Reader reader = () -> v;
        Supplier<Float> later = () -> v.x * 2;
        seen.add(reader.read() + " " + later.get() + " " + new Pair<>(v, v).sum());
        Derived derived = new Derived(v);
        derived.touch();
        seen.add(derived.seen + " " + v.count + " " + v.ticks + " " + generic(v, it -> it.y * 3).x);
        seen.add("" + new Velocity.Nested(v).both() + new Velocity(9).count);
        Velocity copy = v.clone();
        copy.x = -1;
        v.y = 77;
        seen.add(v.x + " " + copy.x + " " + copy.y + " " + copy.name + copy.equals(v));
        long mixed = v.ticks + v.count + v.tiny + v.small;
        double[] array = {v.precise, v.x};
        array[v.answer - 41] += v.precise;
        v.scratch = array;
        seen.add(
                mixed
                        + " "
                        + array[1]
                        + " "
                        + (v.scratch == array)
                        + (v.scratch instanceof double[]));
        while (v.count-- > 0) {
            v.x += v.count % 2 == 0 ? v.y : -v.y;
        }
        seen.add(v.x + " " + v.count + " " + (v.alive ? v.x : v.precise));
        return seen;
    }

    /** A component that no entity has. */
    public static List<String> detached() {
        return use(new Velocity());
    }
}
