package dev.mayfly.ecs.internal.entity;

/** All that may have been given the number of an entity that was yet to be created. */
public interface NumberHolders {

    /** Entities have been created: puts ids in the place of their numbers. */
    void settle(NewIds ids);
}
