package dev.mayfly.ecs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.artemis.BaseSystem;
import com.artemis.World;

import dev.mayfly.ecs.FrameEvents;
import dev.mayfly.ecs.FrameMapper;
import dev.mayfly.ecs.Lifetime;
import dev.mayfly.ecs.Poolable;
import dev.mayfly.ecs.Position;
import dev.mayfly.ecs.WorldTest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A restore fails before it has changed anything, or not at all. */
class RestoreFailureTest extends WorldTest {

    /** Of which only so many are made. */
    @Lifetime(ticks = 2)
    public static final class Rare implements Poolable {
        static int left = Integer.MAX_VALUE;
        int number;

        public Rare() {
            if (left == 0) {
                throw new IllegalStateException("no more");
            }
            left--;
        }

        @Override
        public void reset() {
            number = 0;
        }
    }

    private static final class Holder extends BaseSystem {
        FrameEvents<Rare> events;
        FrameMapper<Rare> values;

        @Override
        protected void processSystem() {}
    }

    @AfterEach
    void asManyAsOneLikes() {
        Rare.left = Integer.MAX_VALUE;
    }

    @Test
    void whateverConstructorFailsTheWorldIsWhatItWas() {
        Holder holder = new Holder();
        World world = world(holder);
        for (int i = 0; i < 3; i++) {
            holder.values.create(world.create()).number = i;
            holder.events.emit().number = i;
        }
        mapper(world, Position.class).create(1);
        WorldSnapshot snapshot = new WorldSnapshot(world);
        snapshot.take();
        String then = WorldBooks.describe(world);
        world.process();
        world.process();
        world.delete(0);
        world.process();
        holder.values.create(1).number = 9;
        String before = WorldBooks.describe(world);

        // Somebody is told, so each of the six is made twice.
        for (int made = 0; made < 12; made++) {
            Rare.left = made;
            assertThat(catchThrowable(snapshot::restore))
                    .as("%d", made)
                    .hasStackTraceContaining("no more");
            Rare.left = Integer.MAX_VALUE;
            assertThat(WorldBooks.describe(world)).as("%d", made).isEqualTo(before);
        }
        Rare.left = 12;
        snapshot.restore();
        Rare.left = Integer.MAX_VALUE;
        assertThat(WorldBooks.describe(world)).isEqualTo(then);
        world.process();
        WorldBooks.requireAgreement(world);
    }

    /** On the class path, as the loader is of no module. */
    @Test
    void whicheverAllocationFailsARestoreOrRewindLeavesTheWorldAsItWas() throws Exception {
        assumeFalse(Boolean.getBoolean("test.module.path"));
        Class<?> program =
                new FailingAllocations().loadClass(RestoreAtEachAllocation.class.getName());
        String told = (String) program.getMethod("run").invoke(null);
        assertThat(told.lines())
                .hasSize(3)
                .allMatch(line -> line.matches("\\w+: [1-9]\\d+ failed, 0 halves"));
    }

    /** On the class path: what a heap holds is no matter of modules. */
    @Test
    void aRestoreThatRunsOutOfHeapAnywhereLeavesTheWorldAsItWas() throws Exception {
        assumeFalse(Boolean.getBoolean("test.module.path"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        Process child =
                new ProcessBuilder(
                                java,
                                "-Xmx16m",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dmayfly.safety=standard",
                                "-cp",
                                path,
                                RestoreInLittleHeap.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String told = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(told).isZero();
        assertThat(told).containsPattern("(?m)^[1-9]\\d* failed, [1-9]\\d* done, 0 halves$");
    }
}
