package dev.mayfly.ecs;

import com.artemis.ComponentMapper;
import com.artemis.PooledComponent;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.ecs.error.StrayComponentException;
import dev.mayfly.ecs.internal.store.Declaration;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A component type stored as columns (struct of arrays), one row an entity id. There is one
 * instance per world, the store, which {@link MayflyPlugin} builds; a system has it injected by
 * declaring a field of its type.
 *
 * <pre>{@code
 * public final class Position extends SoaComponent {
 *     public final Floats x = floats();
 *     public final Floats y = floats();
 *     public final Ints layer = ints(1);
 * }
 * }</pre>
 *
 * <p>Composition changes by everything that Artemis offers: mapper, edit, archetype, transmuter,
 * deletion. A row holds the columns' initial values when an entity gains the component, and keeps
 * its values after the entity has lost it until the id gains it anew, so a {@code removed} listener
 * can read them through the store; {@code mapper.get} answers null from the removal on, and delayed
 * removal changes nothing in that. Rows of entities without the component hold no promise.
 *
 * <p>The type must be public, concrete and have a public constructor without parameters; in a named
 * module its package is opened to {@code artemis.odb}, as for any component. Columns are made in
 * field initializers or in the constructor, and live until the world is disposed of; reading one
 * later throws {@link dev.mayfly.allocator.error.ExpiredException}. They grow with the world and
 * stay the same objects. A type without columns is a marker: it costs one bit an entity.
 *
 * <p>A row costs its bytes for each entity id, whether that has the component or not. Of a type
 * that few entities have, rows are for those alone with {@link Sparse}.
 *
 * <p>It is a {@link PooledComponent} only so that {@code EntityEdit.add(component)}, which would
 * put an instance beside the store, is refused by Artemis.
 */
public abstract class SoaComponent extends PooledComponent {

    // transient, so that serializers of objects leave it alone
    private final transient Declaration declaration;

    private transient @Nullable ComponentMapper<?> mapper;

    /**
     * Called by the plugin, once per world.
     *
     * @throws StrayComponentException if anyone else calls it: {@code new Position()}, or Artemis
     *     in a world without {@link MayflyPlugin}
     */
    protected SoaComponent() {
        declaration = Declaration.of(getClass());
    }

    // The makers of columns stand in FrameComponent as well: protected methods of two types that
    // have
    // different parents have no one place. What they do has: the declaration.

    /** A column of {@code float} whose rows start at 0. */
    protected final Floats floats() {
        return floats(0f);
    }

    /** A column of {@code float} whose rows start at {@code initial}. */
    protected final Floats floats(float initial) {
        return growing().floats(initial);
    }

    /** A column of {@code int} whose rows start at 0. */
    protected final Ints ints() {
        return ints(0);
    }

    /** A column of {@code int} whose rows start at {@code initial}. */
    protected final Ints ints(int initial) {
        return growing().ints(initial);
    }

    /** A column of {@code long} whose rows start at 0. */
    protected final Longs longs() {
        return longs(0L);
    }

    /** A column of {@code long} whose rows start at {@code initial}. */
    protected final Longs longs(long initial) {
        return growing().longs(initial);
    }

    /** A column of {@code double} whose rows start at 0. */
    protected final Doubles doubles() {
        return doubles(0d);
    }

    /** A column of {@code double} whose rows start at {@code initial}. */
    protected final Doubles doubles(double initial) {
        return growing().doubles(initial);
    }

    /** A column of {@code short} whose rows start at 0. */
    protected final Shorts shorts() {
        return shorts((short) 0);
    }

    /** A column of {@code short} whose rows start at {@code initial}. */
    protected final Shorts shorts(short initial) {
        return growing().shorts(initial);
    }

    /** A column of {@code byte} whose rows start at 0. */
    protected final Bytes bytes() {
        return bytes((byte) 0);
    }

    /** A column of {@code byte} whose rows start at {@code initial}. */
    protected final Bytes bytes(byte initial) {
        return growing().bytes(initial);
    }

    /** A column of handles of entities whose rows start at {@link EntityHandles#NONE}. */
    protected final Handles handles() {
        return new Handles(longs(EntityHandles.NONE));
    }

    /** The columns, once all are declared. */
    final SoaBuffer columns() {
        return declaration.columns();
    }

    /** The mapper whose store this is. */
    final ComponentMapper<?> mapper() {
        return Objects.requireNonNull(mapper, "The mapper is made with the store");
    }

    final void mapper(ComponentMapper<?> made) {
        mapper = made;
    }

    private SoaBuffer growing() {
        return declaration.growing();
    }

    /** Never called: Artemis resets what it puts into a pool, and a store is never put there. */
    @Override
    protected final void reset() {}
}
