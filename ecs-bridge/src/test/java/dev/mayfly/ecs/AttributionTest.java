package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.World;

import dev.mayfly.allocator.FrameArena;

import org.junit.jupiter.api.Test;

/** Which tag the bytes of a tick are counted under. */
class AttributionTest extends WorldTest {

    private static class Listener extends BaseEntitySystem {
        FrameArena frame;

        Listener() {
            super(Aspect.all());
        }

        @Override
        protected void inserted(int entity) {
            frame.longs(32);
        }

        @Override
        protected void processSystem() {}
    }

    private final Turn.Action take = turn -> turn.frame.longs(64);

    @Test
    void aFrameScopedSystemHasATagOfItsClasssName() {
        world(new Turn.Scoped(take)).process();
        world(new Turn.Scoped(take)).process();

        assertThat(WorldTags.of(null).ofSystem(Turn.Scoped.class).name()).isEqualTo("Scoped");
        assertThat(arena.attributed(WorldTags.of(null).ofSystem(Turn.Scoped.class)))
                .isEqualTo(2 * 64 * 8);
    }

    @Test
    void anAnonymousSystemsTagHasANameToo() {
        Turn anonymous = new Turn.Scoped(take) {};

        assertThat(WorldTags.of(null).ofSystem(anonymous.getClass()).name())
                .contains("AttributionTest$1");
    }

    @Test
    void listenersHaveOneTagAndTheTickHasOneForEverything() {
        World world = world(new Listener(), new Turn.First(take), new Turn.Scoped(take));
        world.create();

        world.process();

        assertThat(arena.attributed(WorldTags.of(null).listeners)).isEqualTo(32 * 8);
        assertThat(arena.attributed(WorldTags.of(null).tick)).isEqualTo(64 * 8);
    }
}
