package dev.mayfly.ecs.woven;

import org.jspecify.annotations.Nullable;

/**
 * What the weaver has a component implement. Methods are named so that no method of a component
 * meets them.
 */
public interface WovenComponent {

    /** The columns that it is a view of; null while it is detached and has values of its own. */
    @Nullable WovenColumns<?> columns$();

    /** The row of which it is a view; of no meaning while it is detached. */
    int row$();

    /** Which of those that have had the row one after the other it is; 0 in standard. */
    int life$();

    /**
     * Makes it a view of a row, or detached; values stay where they are.
     *
     * @param columns of its type; null for none
     */
    void attach$(@Nullable WovenColumns<?> columns, int row, int life);
}
