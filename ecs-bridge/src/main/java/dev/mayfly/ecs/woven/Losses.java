package dev.mayfly.ecs.woven;

/**
 * How many woven components entities of one world have lost so far. A turn in which the number
 * stays need not look whether an entity still has what its system's aspect asks for.
 */
public final class Losses {

    /** The number; it may wrap around. A field, as loops compare it once an entity. */
    public int count;

    Losses() {}
}
