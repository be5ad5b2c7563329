package dev.mayfly.benchmarks.ecs;

import dev.dominion.ecs.api.Dominion;
import dev.dominion.ecs.api.Entity;

/** Dominion; it has no pool of components. */
public class DominionInsertRemoveWorld extends InsertRemoveWorld {

    private final Dominion world = Dominion.create();
    private final Entity[] entities = new Entity[ENTITIES];
    private int[][] combinations = {};

    @Override
    void prepare(int[][] types) {
        combinations = types;
    }

    @Override
    void create(int number, int combination) {
        int[] types = combinations[combination];
        Object[] components = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            components[i] = make(types[i]);
        }
        entities[number] = world.createEntity(components);
    }

    private static Object make(int type) {
        return switch (type) {
            case 0 -> new FragIterWorld.A();
            case 1 -> new FragIterWorld.B();
            case 2 -> new FragIterWorld.C();
            case 3 -> new FragIterWorld.D();
            case 4 -> new FragIterWorld.E();
            case 5 -> new FragIterWorld.F();
            case 6 -> new FragIterWorld.G();
            case 7 -> new FragIterWorld.H();
            case 8 -> new FragIterWorld.I();
            case 9 -> new FragIterWorld.J();
            case 10 -> new FragIterWorld.K();
            case 11 -> new FragIterWorld.L();
            default -> throw new IllegalArgumentException("no type " + type);
        };
    }

    @Override
    void delete(int number) {
        world.deleteEntity(entities[number]);
    }

    @Override
    void run() {
        for (int[] aspect : ASPECTS) {
            var found =
                    world.findCompositionsWith(type(aspect[0]), type(aspect[1]), type(aspect[2]));
            var wanted = aspect.length == 3 ? found : found.without(type(aspect[3]));
            var each = wanted.iterator();
            while (each.hasNext()) {
                each.next();
                met++;
            }
        }
    }

    private static Class<? extends PlainValue> type(int number) {
        return FragIterWorld.TYPES.get(number);
    }

    @Override
    public void close() {
        world.close();
    }
}
