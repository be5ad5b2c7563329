package dev.mayfly.ecs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.ecs.EntityHandles;
import dev.mayfly.ecs.Handles;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.WorldTest;
import dev.mayfly.ecs.error.DeadEntityException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/** What handles are worth is part of a world's image. */
class HandlesInImagesTest extends WorldTest {

    /** Who is aimed at. */
    public static class Aim extends SoaComponent {
        public final Handles target = handles();
    }

    /** Wants handles injected, and the store. */
    static class Aiming extends BaseSystem {
        EntityHandles handles;
        Aim aim;

        @Override
        protected void processSystem() {}
    }

    @TempDir private Path directory;

    private final Aiming aiming = new Aiming();
    private final World world = world(aiming);
    private final EntityHandles handles = aiming.handles;

    private void replace(int entity) {
        world.delete(entity);
        world.process();
        assertThat(world.create()).isEqualTo(entity);
    }

    @Test
    void aRestoreBringsBackWhichEntityHasAnId() {
        int entity = world.create();
        replace(entity);
        long kept = handles.of(entity);
        world.process();
        WorldSnapshot snapshot = new WorldSnapshot(world);
        snapshot.take();
        replace(entity);
        long ofTheFuture = handles.of(entity);
        assertThat(handles.isAlive(kept)).isFalse();

        snapshot.restore();

        assertThat(handles.id(kept)).isEqualTo(entity);
        assertThat(handles.of(entity)).isEqualTo(kept);
        assertThat(handles.isAlive(ofTheFuture)).isFalse();
        replace(entity);
        assertThat(handles.of(entity)).isEqualTo(ofTheFuture);
    }

    @Test
    void anEntityThatTheRestoredWorldHasNotMadeYetIsNotAlive() {
        world.create();
        world.process();
        WorldSnapshot snapshot = new WorldSnapshot(world);
        snapshot.take();
        int later = world.create();
        long ofTheFuture = handles.of(later);

        snapshot.restore();

        assertThat(handles.isAlive(ofTheFuture)).isFalse();
        assertThatThrownBy(() -> handles.id(ofTheFuture))
                .isInstanceOf(DeadEntityException.class)
                .hasMessageContaining("to be created again after a restore");
        assertThat(world.create()).isEqualTo(later);
        assertThat(handles.of(later)).isEqualTo(ofTheFuture);
    }

    @Test
    void anIdThatWaitedInTheRestoredWorldHasNoOne() {
        int entity = world.create();
        world.create();
        world.delete(entity);
        world.process();
        WorldSnapshot snapshot = new WorldSnapshot(world);
        snapshot.take();
        assertThat(world.create()).isEqualTo(entity);
        long ofTheFuture = handles.of(entity);

        snapshot.restore();

        assertThat(handles.isAlive(ofTheFuture)).isFalse();
    }

    @Test
    void handlesAreGoodInAnotherWorldThatReadsTheFile() throws IOException {
        int target = world.create();
        replace(target);
        replace(target);
        int shooter = world.create();
        world.getMapper(Aim.class).create(shooter);
        aiming.aim.target.set(shooter, handles.of(target));
        world.process();
        WorldSnapshot snapshot = new WorldSnapshot(world);
        snapshot.take();
        snapshot.writeTo(directory.resolve("world"));

        // One that was never asked for handles before.
        World other = new World(new WorldConfigurationBuilder().with(plugin()).build());
        Aim aim = WorldTest.mapper(other, Aim.class).store();
        WorldSnapshot.read(other, directory.resolve("world")).restore();

        long kept = aim.target.get(shooter);
        EntityHandles ofOther = EntityHandles.ofWorld(other);
        assertThat(kept).isEqualTo(handles.of(target));
        assertThat(ofOther.id(kept)).isEqualTo(target);
        other.delete(target);
        other.process();
        assertThat(other.create()).isEqualTo(target);
        assertThat(ofOther.isAlive(kept)).isFalse();
        other.dispose();
    }

    @Test
    void anImageOfAWorldWithoutHandlesMakesAllGenerationsTheFirst() throws IOException {
        World plain = new World(new WorldConfigurationBuilder().with(plugin()).build());
        int entity = plain.create();
        plain.process();
        WorldSnapshot snapshot = new WorldSnapshot(plain);
        snapshot.take();
        snapshot.writeTo(directory.resolve("plain"));
        assertThat(world.create()).isEqualTo(entity);
        long first = handles.of(entity);
        replace(entity);

        WorldSnapshot.read(world, directory.resolve("plain")).restore();

        assertThat(handles.of(entity)).isEqualTo(first);
        plain.dispose();
    }
}
