package dev.mayfly.ecs.internal.entity;

import com.artemis.World;

import dev.mayfly.ecs.error.DeadEntityException;
import dev.mayfly.ecs.internal.artemis.EntityBooks;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Which ids of one world an entity has now; one that was deleted in this tick has its id until the
 * tick is over.
 */
public final class TakenIds {

    private @Nullable World world;

    /** Looked up when first needed: what they lead to may be replaced while a world is made. */
    private @Nullable EntityBooks books;

    private boolean telling;

    /** Those of a world that is not known yet. */
    public TakenIds() {}

    /** Are this world's from now on. */
    public void join(World joined) {
        world = joined;
    }

    /** Whether an entity has this id. */
    public boolean isTaken(int id) {
        EntityBooks known = books;
        return (known == null ? lookUp() : known).isTaken(id);
    }

    private EntityBooks lookUp() {
        EntityBooks found = new EntityBooks(Objects.requireNonNull(world, "The world is joined"));
        books = found;
        return found;
    }

    /**
     * Throws if no entity has this id, unless listeners are told of a restore; to be asked from
     * checked on.
     *
     * @param before with what follows, what was asked, in the past
     */
    public void require(int id, String before, Class<?> type, String after) {
        if (!telling && !isTaken(id)) {
            throw noEntity(id, before, type, after);
        }
    }

    /**
     * What to throw where there is no such entity; the parameters are those of {@link #require}.
     */
    public static DeadEntityException noEntity(int id, String before, Class<?> type, String after) {
        return EntityNumbers.noEntity(id, before + type.getSimpleName() + after);
    }

    /** Whether listeners are told of a restore: they hear of entities that are gone already. */
    public boolean isTelling() {
        return telling;
    }

    /** Says whether listeners are told of a restore. */
    public void telling(boolean now) {
        telling = now;
    }
}
