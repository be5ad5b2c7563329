package dev.mayfly.ecs.woven;

/**
 * A system that has had a loop over its entities woven into it. Only generated code implements
 * this.
 */
public interface WovenTurn {

    /** Does what {@code BaseSystem.process()} does. */
    void turn$();
}
