package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.World;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;

import org.junit.jupiter.api.Test;

/** Frames around ticks and ticks inside ticks. */
class NestingTest extends WorldTest {

    private int depthSeen;
    private final Turn.Action look = turn -> depthSeen = turn.frame.depth();

    @Test
    void aTickOnItsOwnIsAFrame() {
        world(new Turn.First(look)).process();

        assertThat(depthSeen).isEqualTo(1);
    }

    @Test
    void anEnginesFrameGoesAroundInputUpdateAndRender() {
        World world = world(new Turn.First(look));

        try (FrameScope frame = arena.begin()) {
            Floats input = arena.floats(16);
            input.set(0, 1f);

            world.process();
            assertThat(depthSeen).isEqualTo(2);
            world.process();

            try (FrameScope _ = arena.scope()) {
                arena.floats(16).set(0, input.get(0));
            }
            assertThat(frame.isOpen()).isTrue();
            assertThat(arena.depth()).isEqualTo(1);
        }
    }

    @Test
    void aWorldInsideAWorldNests() {
        World inner = world(new Turn.Scoped(look));
        float[] kept = new float[1];
        World outer =
                world(
                        new Turn.First(
                                turn -> {
                                    Floats own = turn.frame.floats(4);
                                    own.set(0, 9f);
                                    inner.process();
                                    kept[0] = own.get(0);
                                }));

        outer.process();

        assertThat(depthSeen).isEqualTo(3);
        assertThat(kept[0]).isEqualTo(9f);
    }

    @Test
    void worldsOfDifferentAllocatorsDoNotNestInEachOther() {
        try (FrameAllocator others = FrameAllocator.create()) {
            World world = world(new Turn.First(look));
            FrameArena outside = others.arena();

            try (FrameScope _ = outside.begin()) {
                world.process();
            }

            assertThat(depthSeen).isEqualTo(1);
        }
    }

    @Test
    void twoWorldsOnOneThreadTakeTurns() {
        World one = world(new Turn.First(turn -> turn.frame.floats(100)));
        World two = world(new Turn.First(look));

        one.process();
        two.process();
        one.process();

        assertThat(depthSeen).isEqualTo(1);
    }
}
