package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.Aspect;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;

/** The same world comes out, to the byte, whatever the number of threads. */
class ParallelWorldTest extends WorldTest {

    /** Fewer at the levels at which a tick takes ten times as long. */
    private static final int TICKS = !Safety.CHECKED ? 1_000 : 200;

    /** A world and its image. */
    private static final class Seen {
        final TeemingWorld teeming;
        final WorldSnapshot snapshot;

        Seen(MayflyPlugin plugin) {
            teeming = new TeemingWorld(plugin);
            snapshot = new WorldSnapshot(teeming.world);
        }

        byte[] image() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            snapshot.take();
            snapshot.writeTo(Channels.newChannel(bytes));
            return bytes.toByteArray();
        }

        int living() {
            return teeming.world
                    .getAspectSubscriptionManager()
                    .get(Aspect.all())
                    .getEntities()
                    .size();
        }
    }

    @Test
    void oneTwoAndFourThreadsGiveTheSameWorldInEveryTick() throws IOException {
        List<Seen> worlds = new ArrayList<>();
        for (int threads : new int[] {1, 2, 4}) {
            worlds.add(new Seen(plugin().workers(threads)));
        }
        for (int tick = 0; tick < TICKS; tick++) {
            byte[] expected = null;
            for (Seen each : worlds) {
                each.teeming.world.process();
                byte[] image = each.image();
                if (expected != null) {
                    assertThat(image).as("tick " + tick).isEqualTo(expected);
                }
                expected = image;
            }
        }

        Seen one = worlds.get(0);
        assertThat(one.living()).isBetween(100, 2_000);
        for (Seen each : worlds) {
            assertThat(each.teeming.listening.commands.skipped())
                    .isEqualTo(one.teeming.listening.commands.skipped())
                    .isGreaterThan(TICKS);
        }
        assertThat(one.teeming.life.workersSeen).containsExactly(0);
        assertThat(worlds.get(1).teeming.life.workersSeen).containsExactlyInAnyOrder(0, 1);
        assertThat(worlds.get(2).teeming.life.workersSeen).hasSizeGreaterThan(1);
        worlds.forEach(each -> each.teeming.world.dispose());
    }
}
