package systems;

import com.artemis.ComponentMapper;
import com.artemis.Entity;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.ecs.Columns;
import dev.mayfly.ecs.MayflyPlugin;

import java.util.ArrayList;
import java.util.List;

/** What a method may do with what it gets of a mapper. */
public class Locals {

    @Columns
    public static class Cell extends com.artemis.Component {
        public float x;
        public long big;
        public double wide;
        public boolean on;
        public char letter;
        public String name = "-";
        public int[] cells = {1, 2};

        public Cell more() {
            x++;
            return this;
        }
    }

    private final World world =
            new World(new WorldConfigurationBuilder().with(new MayflyPlugin()).build());
    private final ComponentMapper<Cell> cells = world.getMapper(Cell.class);
    private final List<String> seen = new ArrayList<>();
    private Cell kept;

    private Locals() {
        for (int e = 0; e < 10; e++) {
            world.create();
            if (e != 5) {
                cells.create(e).x = e;
            }
        }
    }

    private void plainUse(int e) {
        Cell cell = cells.get(e);
        cell.x += 1.5f;
        cell.big = cell.big++ + 7;
        cell.wide += cell.x > 3 ? cell.big : -cell.x;
        cell.on = !cell.on;
        cell.on |= e > 3 && cell.x > 2;
        cell.letter = (char) ('a' + e);
        cell.letter++;
        cell.name += cell.letter;
        cell.cells[1] += cell.cells[0]++;
        cell.cells = new int[] {cell.cells[1], e, 3};
        seen.add(cell.x + " " + cell.big + " " + cell.wide + " " + cell.on + cell.name);
        seen.add(cell.cells[0] + " " + cell.cells.length);
    }

    private float maybe(int e) {
        Cell cell = cells.get(e);
        if (cell == null) {
            return -1;
        }
        return cell.x;
    }

    private float late(int e, boolean other) {
        Cell cell = null;
        if (e > 2) {
            cell = cells.get(e);
        }
        if (other) {
            cell = cells.get(e + 1);
        }
        return cell != null ? cell.x : -2;
    }

    private float chained(int e) {
        cells.get(e).x += 2;
        return cells.get(e).x + cells.get(e - 1).x;
    }

    private float mixed(int e) {
        Cell cell = cells.get(e);
        cell.x = (cell = cells.get(e + 1)).x + 100;
        return cell.x * 10 + cells.get(e).x;
    }

    private float two(int e) {
        Cell one;
        Cell other;
        one = other = cells.get(e);
        other = cells.get(e + 1);
        one.x += 3;
        return one.x * 100 + other.x;
    }

    private float copied(int e) {
        Cell one = cells.get(e);
        Cell before = one;
        one = cells.get(e + 1);
        return before.x * 100 + one.x;
    }

    private float assigned(int e) {
        Cell cell;
        if ((cell = cells.get(e)) != null && cell.x > 0) {
            return cell.x;
        }
        return (cell = cells.get(1)).x - 50;
    }

    private float looped() {
        float sum = 0;
        for (int e = 0; e < 10; e++) {
            Cell cell = cells.get(e);
            if (cell == null) {
                continue;
            }
            for (int k = e; k < 10; k++) {
                Cell inner = cells.get(k);
                if (inner != null) {
                    inner.x += cell.x * 0.5f;
                    sum += inner.x;
                }
            }
        }
        String text = "slots";
        return sum + text.length();
    }

    private float caught(int e) {
        Cell cell = cells.get(e);
        try {
            cell = cells.get(Integer.parseInt(e > 3 ? "x" : "4"));
            cell.x += 1000;
        } catch (NumberFormatException failed) {
            cell.x += 2000;
        } finally {
            cell.big += 5;
        }
        return cell.x + cell.big;
    }

    private float failing() {
        Cell cell = cells.get(1);
        try {
            cell = cells.get(1_000_000);
        } catch (RuntimeException outside) {
            return cell.x + 7;
        }
        return cell == null ? cells.get(1).x + 7 : -1;
    }

    private float left(int e) {
        Cell cell = cells.get(e);
        kept = cell;
        cell.x += 4;
        return kept.x + cell.more().x + helper(cell);
    }

    private static float helper(Cell cell) {
        return cell.x * 2;
    }

    private float later(int e) {
        Cell cell = cells.get(e);
        Runnable run = () -> cell.x += 11;
        run.run();
        return cell.x;
    }

    private float byEntity(Entity e) {
        Cell cell = cells.get(e);
        return cell == null ? -3 : (cell.x += 6);
    }

    private float argument(Cell cell, int e) {
        float before = cell.x;
        cell = cells.get(e);
        return cell.x + before;
    }

    private float removed(int e) {
        Cell cell = cells.get(e);
        float before = cell.x;
        cells.remove(e);
        boolean gone = cells.get(e) == null;
        cells.create(e).x = 60;
        Cell again = cells.get(e);
        return before + (gone ? 1000 : 0) + again.x;
    }

    private String missing() {
        try {
            Cell cell = cells.get(5);
            cell.x = 1;
            return "none";
        } catch (NullPointerException e) {
            return "null";
        }
    }

    private float switched(int e) {
        Cell cell = cells.get(e);
        switch (e) {
            case 1 -> cell = cells.get(2);
            case 2 -> cell = null;
            default -> cell.x++;
        }
        return cell == null ? -9 : cell.x;
    }

    private List<String> all() {
        for (int e = 1; e < 4; e++) {
            plainUse(e);
            seen.add(maybe(e) + " " + late(e, false) + " " + chained(e) + " " + mixed(e));
            seen.add(two(e) + " " + copied(e) + " " + assigned(e - 1) + " " + caught(e));
            seen.add(left(e) + " " + later(e) + " " + byEntity(world.getEntity(e)));
            seen.add(argument(cells.get(e), e + 5) + " " + switched(e));
        }
        seen.add(maybe(5) + " " + late(1, false) + " " + late(1, true) + " " + late(4, true));
        seen.add(byEntity(world.getEntity(5)) + " " + missing() + " " + looped());
        seen.add(failing() + " " + removed(2) + " " + kept.x);
        return seen;
    }

    public static List<String> run() {
        return new Locals().all();
    }

    /** Without Mayfly's plugin mappers have plain components, woven or not. */
    public static float withoutPlugin() {
        World world = new World(new WorldConfigurationBuilder().build());
        ComponentMapper<Cell> cells = world.getMapper(Cell.class);
        int e = world.create();
        cells.create(e).x = 3;
        Cell cell = cells.get(e);
        cell.x += 1;
        return cell.x + cells.get(e).x;
    }
}
