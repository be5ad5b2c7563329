package dev.mayfly.benchmarks.ecs;

/** Entities that gain a component and lose it. */
public abstract class AddRemoveWorld extends PublishedWorld {

    static final int ENTITIES = 10_000;

    /** What the entities have. */
    public static final class A extends PlainValue {}

    /** What comes and goes. */
    public static final class B extends PlainValue {}

    @Override
    public final void tick() {
        addToAll();
        removeFromAll();
    }

    abstract void addToAll();

    abstract void removeFromAll();
}
