package dev.mayfly.ecs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Aspect;
import com.artemis.EntitySubscription;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.LivelyWorld;
import dev.mayfly.ecs.Twin;
import dev.mayfly.ecs.error.PlainComponentException;
import dev.mayfly.ecs.error.TickNotKeptException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

class WorldHistoryTest {

    private static final int TICKS = 100;

    private record Tick(String description, String bytes) {}

    @Property(tries = 10)
    void aReplayAfterARewindGivesTheSameWorld(
            @ForAll long seed, @ForAll @Size(6) List<@IntRange(max = TICKS - 1) Integer> targets)
            throws IOException {
        try (FrameAllocator memory = FrameAllocator.create()) {
            LivelyWorld lively = new LivelyWorld(memory, seed);
            WorldHistory history = new WorldHistory(lively.world, TICKS);
            List<Tick> ticks = new ArrayList<>();
            for (int i = 0; i < TICKS; i++) {
                lively.tick();
                assertThat(history.record()).isEqualTo(i);
                ticks.add(look(lively));
            }
            for (int target : targets) {
                // Something else than what was must not shine through.
                lively.dice.state.add(0, target + 1);
                lively.nextIds(target);
                lively.tick();
                lively.tick();
                history.rewindTo(target);
                requireSame(lively, ticks.get(target));
                for (int i = target + 1; i < TICKS; i++) {
                    lively.tick();
                    assertThat(history.record()).isEqualTo(i);
                    requireSame(lively, ticks.get(i));
                }
            }
            requireSameIdsNext(lively, history);
        }
    }

    /** The numbers of compositions are a world's own; all else is alike. */
    @Property(tries = 5)
    void aReplayInAnotherWorldFromAFileGivesTheSameWorld(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = TICKS) int saved,
            @ForAll @IntRange(max = TICKS) int lived)
            throws IOException {
        try (FrameAllocator memory = FrameAllocator.create()) {
            LivelyWorld one = new LivelyWorld(memory, seed);
            LivelyWorld other = new LivelyWorld(memory, ~seed);
            for (int i = 0; i < saved; i++) {
                one.tick();
            }
            for (int i = 0; i < lived; i++) {
                other.tick();
            }
            Path file = Files.createTempFile("world", ".mayfly");
            try {
                WorldSnapshot snapshot = new WorldSnapshot(one.world);
                snapshot.take();
                snapshot.writeTo(file);
                WorldSnapshot.read(other.world, file).restore();
            } finally {
                Files.delete(file);
            }
            for (int i = 0; i < TICKS; i++) {
                assertThat(withoutNumbers(other)).isEqualTo(withoutNumbers(one));
                one.tick();
                other.tick();
            }
            assertThat(other.nextIds(300)).isEqualTo(one.nextIds(300));
        }
    }

    private static String withoutNumbers(LivelyWorld lively) {
        return lively.describe().replaceAll("composition \\d+", "");
    }

    private static void requireSameIdsNext(LivelyWorld lively, WorldHistory history) {
        List<Integer> first = lively.nextIds(300);
        history.rewindTo(TICKS - 1);
        assertThat(lively.nextIds(300)).isEqualTo(first);
    }

    private static void requireSame(LivelyWorld lively, Tick tick) throws IOException {
        Tick now = look(lively);
        assertThat(now.description()).isEqualTo(tick.description());
        assertThat(now.bytes().equals(tick.bytes())).as("all columns, byte by byte").isTrue();
    }

    private static Tick look(LivelyWorld lively) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WorldSnapshot snapshot = new WorldSnapshot(lively.world);
        snapshot.take();
        snapshot.writeTo(Channels.newChannel(bytes));
        return new Tick(lively.describe(), HexFormat.of().formatHex(bytes.toByteArray()));
    }

    private final FrameAllocator memory = FrameAllocator.create();
    private final LivelyWorld lively = new LivelyWorld(memory, 1);

    @Test
    void onlyTheLastTicksAreKept() {
        WorldHistory history = new WorldHistory(lively.world, 3);
        assertThat(history.newest()).isEqualTo(-1);
        for (int i = 0; i < 10; i++) {
            lively.world.process();
            history.record();
        }

        assertThat(history.oldest()).isEqualTo(7);
        assertThat(history.newest()).isEqualTo(9);
        assertThatThrownBy(() -> history.rewindTo(6))
                .isInstanceOf(TickNotKeptException.class)
                .hasMessageContaining("Tick 6")
                .hasMessageContaining("7 to 9");
        assertThatThrownBy(() -> history.rewindTo(10)).isInstanceOf(TickNotKeptException.class);
        history.rewindTo(7);
        assertThat(history.oldest()).isEqualTo(7);
        assertThat(history.newest()).isEqualTo(7);
    }

    @Test
    void rewindingForgetsTheTicksAfter() {
        WorldHistory history = new WorldHistory(lively.world, 5);
        for (int i = 0; i < 5; i++) {
            lively.world.process();
            history.record();
        }
        history.rewindTo(2);

        assertThatThrownBy(() -> history.rewindTo(3))
                .isInstanceOf(TickNotKeptException.class)
                .hasMessageContaining("0 to 2");
        lively.world.process();
        assertThat(history.record()).isEqualTo(3);
        history.rewindTo(0);
        assertThat(history.newest()).isZero();
    }

    @Test
    void aRewindThatAListenerFailedInIsDone() {
        WorldHistory history = new WorldHistory(lively.world, 5);
        history.record();
        lively.world.create();
        lively.world.process();
        history.record();
        history.record();
        lively.world
                .getAspectSubscriptionManager()
                .get(Aspect.all())
                .addSubscriptionListener(
                        new EntitySubscription.SubscriptionListener() {
                            @Override
                            public void inserted(IntBag entities) {}

                            @Override
                            public void removed(IntBag entities) {
                                assertThat(history.newest()).isZero();
                                throw new IllegalStateException("listener");
                            }
                        });

        assertThatThrownBy(() -> history.rewindTo(0)).hasMessage("listener");
        assertThat(history.newest()).isZero();
        assertThat(history.oldest()).isZero();
        assertThat(history.record()).isEqualTo(1);
    }

    @Test
    void aRewindThatIsRefusedForgetsNothing() {
        WorldHistory history = new WorldHistory(lively.world, 5);
        history.record();
        history.record();
        lively.world.edit(lively.world.create()).create(Twin.Health.class);

        assertThatThrownBy(() -> history.rewindTo(0)).isInstanceOf(PlainComponentException.class);
        assertThat(history.newest()).isEqualTo(1);
        assertThat(history.oldest()).isZero();
    }

    @Test
    void anEmptyHistoryOrARefusedRecordIsNoTick() {
        WorldHistory history = new WorldHistory(lively.world, 2);

        assertThatThrownBy(() -> history.rewindTo(0))
                .isInstanceOf(TickNotKeptException.class)
                .hasMessageContaining("no tick yet");
        history.record();
        history.record();
        lively.world.edit(lively.world.create()).create(Twin.Health.class);
        assertThatThrownBy(history::record).isInstanceOf(PlainComponentException.class);
        assertThat(history.newest()).isEqualTo(1);
        assertThat(history.oldest()).isEqualTo(1);
    }

    @Test
    void aHistoryOfNothingIsRefused() {
        assertThatThrownBy(() -> new WorldHistory(lively.world, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
