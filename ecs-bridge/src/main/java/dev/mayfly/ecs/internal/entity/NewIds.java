package dev.mayfly.ecs.internal.entity;

/** The ids that entities were given which had numbers before. */
public interface NewIds {

    /**
     * The id of the entity that has this number; the number itself if there is none, or it is no
     * number.
     */
    int idOf(int number);
}
