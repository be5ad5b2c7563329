package dev.mayfly.ecs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.annotations.SkipWire;
import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.Copyable;
import dev.mayfly.ecs.EventReader;
import dev.mayfly.ecs.FixedStep;
import dev.mayfly.ecs.FrameComponent;
import dev.mayfly.ecs.FrameEvents;
import dev.mayfly.ecs.FrameMapper;
import dev.mayfly.ecs.KeptLog;
import dev.mayfly.ecs.Lifetime;
import dev.mayfly.ecs.Poolable;
import dev.mayfly.ecs.Position;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.WorldTest;
import dev.mayfly.ecs.error.SnapshotSchemaException;
import dev.mayfly.ecs.error.TransientTypeException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** What crosses ticks belongs to snapshots: events, values, rows and their clocks. */
class TransientSnapshotTest extends WorldTest {

    public static final class Clock extends SoaComponent {
        final Ints tick = ints();
        final Ints score = ints();
    }

    /** Until the emitter's next turn. */
    @Lifetime(ticks = 2)
    public static final class Death implements Poolable {
        int victim = -1;
        @Nullable String by;
        transient int cache;

        @Override
        public void reset() {
            victim = -1;
            by = null;
            cache = 0;
        }
    }

    @Lifetime(ticks = 3)
    public static final class Hit implements Poolable {
        int by = -1;

        @Override
        public void reset() {
            by = -1;
        }
    }

    @Lifetime(ticks = 3)
    public static final class Mark extends FrameComponent {
        final Ints by = ints(-1);
    }

    /** Holds what may change. */
    @Lifetime(ticks = 2)
    public static class Blast implements Poolable {
        final int[] at = new int[2];

        @Override
        public void reset() {
            at[0] = 0;
            at[1] = 0;
        }
    }

    /** The same, and knows how to copy itself. */
    @Lifetime(ticks = 2)
    public static final class Wave extends Blast implements Copyable<Wave> {
        @Override
        public void copyFrom(Wave other) {
            System.arraycopy(other.at, 0, at, 0, 2);
        }
    }

    /** Adds what it sees to the score; before the emitter. */
    @All(Clock.class)
    static final class Reader extends BaseEntitySystem {
        Clock clock;
        FrameEvents<Death> deaths;

        @Override
        protected void processSystem() {
            clock.score.add(0, deaths.size());
        }
    }

    /** Emits in the third tick. */
    @All(Clock.class)
    static final class Emitter extends BaseEntitySystem {
        Clock clock;
        FrameEvents<Death> deaths;

        @Override
        protected void processSystem() {
            clock.tick.add(0, 1);
            if (clock.tick.get(0) == 3) {
                deaths.emit().victim = 7;
            }
        }
    }

    static final class Fields extends BaseSystem {
        FrameEvents<Death> deaths;
        EventReader<Death> reader;
        FrameMapper<Hit> hits;
        Mark mark;

        @Override
        protected void processSystem() {}
    }

    static final class Blasts {
        FrameEvents<Blast> blasts;
    }

    static final class Waves {
        FrameEvents<Wave> waves;
        FrameMapper<Wave> onEntities;
    }

    private final Fields fields = new Fields();
    private final World world = world(fields);
    private final WorldSnapshot snapshot = new WorldSnapshot(world);

    private static byte[] bytes(WorldSnapshot snapshot) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        snapshot.writeTo(Channels.newChannel(bytes));
        return bytes.toByteArray();
    }

    private static WorldSnapshot read(World world, byte[] bytes) throws IOException {
        return WorldSnapshot.read(world, Channels.newChannel(new ByteArrayInputStream(bytes)));
    }

    @Test
    void aReplayFromTheTickOfAnEventSeesItAndOneFromBeforeDoesNotSeeItEarly() {
        World played = world(new Reader(), new Emitter());
        Clock clock = mapper(played, Clock.class).store();
        mapper(played, Clock.class).create(played.create());
        WorldHistory history = new WorldHistory(played, 20);
        List<Integer> scores = new ArrayList<>();
        for (int tick = 0; tick < 6; tick++) {
            played.process();
            history.record();
            scores.add(clock.score.get(0));
        }
        assertThat(scores).containsExactly(0, 0, 0, 1, 1, 1);
        for (int from : new int[] {4, 2, 3, 0}) {
            history.rewindTo(from);
            for (int tick = from + 1; tick < 6; tick++) {
                played.process();
                history.record();
                assertThat(clock.score.get(0))
                        .as("%d from %d", tick, from)
                        .isEqualTo(scores.get(tick));
            }
            // What the next rewind abandons: an event that is still there.
            history.rewindTo(2);
            for (int tick = 3; tick < 6; tick++) {
                played.process();
                history.record();
            }
            history.rewindTo(5);
        }
        history.rewindTo(1);
        played.process();
        history.record();
        history.rewindTo(1);
        played.process();
        assertThat(clock.score.get(0)).as("the event of the abandoned tick 2").isZero();
    }

    @Test
    void aValueOfTheAbandonedFutureIsOnNobodyWhoHasItsIdThen() {
        int first = world.create();
        world.process();
        snapshot.take();
        world.delete(first);
        world.process();
        int second = world.create();
        assertThat(second).isEqualTo(first);
        world.process();
        fields.hits.create(second).by = 5;
        fields.mark.touch(second);
        world.process();
        snapshot.restore();

        for (int tick = 0; tick < 3; tick++) {
            assertThat(fields.hits.has(first)).isFalse();
            assertThat(fields.hits.size()).isZero();
            assertThat(fields.mark.has(first)).isFalse();
            assertThat(fields.mark.size()).isZero();
            world.process();
        }
    }

    @Test
    void valuesRowsAndTheirClocksComeBackInTheirOrder() {
        int a = world.create();
        int b = world.create();
        fields.hits.create(b).by = 2;
        fields.mark.by.set(fields.mark.touch(b), 20);
        world.process();
        fields.hits.create(a).by = 1;
        fields.mark.by.set(fields.mark.touch(a), 10);
        snapshot.take();
        for (int attempt = 0; attempt < 3; attempt++) {
            for (int tick = 0; tick < attempt * 4; tick++) {
                fields.hits.create(a).by = 99;
                fields.mark.by.set(fields.mark.touch(a), 99);
                world.process();
            }
            snapshot.restore();

            assertThat(fields.hits.size()).isEqualTo(2);
            assertThat(fields.hits.entity(0)).isEqualTo(b);
            assertThat(fields.hits.value(0).by).isEqualTo(2);
            assertThat(fields.hits.value(1).by).isEqualTo(1);
            assertThat(fields.hits.create(a).by).as("of this tick").isEqualTo(1);
            assertThat(fields.mark.by.get(fields.mark.touch(a))).isEqualTo(10);
            assertThat(fields.mark.by.get(b)).isEqualTo(20);
            fields.hits.value(0).by = 77;
            world.process();
            assertThat(fields.hits.has(b)).isTrue();
            world.process();
            assertThat(fields.hits.has(b)).isFalse();
            assertThat(fields.mark.has(b)).isFalse();
            assertThat(fields.hits.has(a)).isTrue();
            assertThat(fields.mark.has(a)).isTrue();
            world.process();
            assertThat(fields.hits.size() + fields.mark.size()).isZero();
        }
    }

    @Test
    void whatWaitsForAReaderWaitsAgain() throws IOException {
        fields.reader.limit(3);
        try (KeptLog _ = new KeptLog()) {
            for (int i = 0; i < 5; i++) {
                fields.deaths.emit().victim = i;
                world.process();
            }
        }
        assertThat(fields.reader.missed()).isEqualTo(2);
        snapshot.take();
        byte[] file = bytes(snapshot);
        fields.reader.skip();
        fields.deaths.emit();
        world.process();
        world.process();
        snapshot.restore();
        requireThreeWait(fields);

        Fields others = new Fields();
        World other = world(others);
        others.deaths.emit().victim = 44;
        read(other, file).restore();
        requireThreeWait(others);
    }

    @Test
    void whatAReaderHasMissedIsInAFileWithoutEvents() throws IOException {
        fields.reader.limit(3);
        try (KeptLog _ = new KeptLog()) {
            for (int i = 0; i < 5; i++) {
                fields.deaths.emit();
                world.process();
            }
        }
        fields.reader.skip();
        for (int i = 0; i < 3; i++) {
            world.process();
        }
        assertThat(fields.deaths.size()).isZero();
        long missed = fields.reader.missed();
        assertThat(missed).isPositive();
        snapshot.take();

        Fields others = new Fields();
        World other = world(others);
        read(other, bytes(snapshot)).restore();
        assertThat(others.reader.missed()).isEqualTo(missed);
        assertThat(others.reader.size()).isZero();
    }

    private static void requireThreeWait(Fields fields) {
        assertThat(fields.deaths.size()).isEqualTo(1);
        assertThat(fields.deaths.get(0).victim).isEqualTo(4);
        assertThat(fields.reader.missed()).isEqualTo(2);
        assertThat(fields.reader.size()).isEqualTo(3);
        assertThat(fields.reader.next().victim).isEqualTo(2);
        assertThat(fields.reader.next().victim).isEqualTo(3);
        assertThat(fields.reader.next().victim).isEqualTo(4);
    }

    /** Counts its turns, and emits in each. */
    @All(Clock.class)
    static final class Stepping extends BaseEntitySystem {
        Clock clock;
        FrameEvents<Death> deaths;
        FixedStep time;

        @Override
        protected void processSystem() {
            clock.tick.add(0, 1);
            clock.score.add(0, deaths.size());
            deaths.emit().victim = clock.tick.get(0);
        }
    }

    private World steppingWorld(Stepping stepping) {
        World steps =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().fixedStep(0.25f, 3))
                                .with(new Reader(), stepping)
                                .build());
        mapper(steps, Clock.class).create(steps.create());
        return steps;
    }

    private static String frame(World world, Stepping stepping, int number) {
        world.delta = number % 7 == 6 ? 1.9f : 0.1f + 0.07f * (number % 3);
        world.process();
        Clock clock = stepping.clock;
        FixedStep time = stepping.time;
        return clock.tick.get(0)
                + " "
                + clock.score.get(0)
                + " "
                + time.alpha()
                + " "
                + time.dropped();
    }

    @Test
    void whatIsLeftOfTimeInFixedStepsComesBack() throws IOException {
        Stepping stepping = new Stepping();
        World steps = steppingWorld(stepping);
        WorldHistory history = new WorldHistory(steps, 40);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            seen.add(frame(steps, stepping, i));
            history.record();
        }
        assertThat(stepping.time.dropped()).isPositive();
        for (int from : new int[] {17, 5, 11}) {
            frame(steps, stepping, 6);
            history.rewindTo(from);
            for (int i = from + 1; i < 30; i++) {
                assertThat(frame(steps, stepping, i)).isEqualTo(seen.get(i));
                history.record();
            }
        }
        history.rewindTo(9);
        WorldSnapshot tenth = new WorldSnapshot(steps);
        tenth.take();
        Stepping elsewhere = new Stepping();
        World other = steppingWorld(elsewhere);
        frame(other, elsewhere, 6);
        read(other, bytes(tenth)).restore();
        for (int i = 10; i < 30; i++) {
            assertThat(frame(other, elsewhere, i)).isEqualTo(seen.get(i));
        }
    }

    @Test
    void aFieldWithTheModifierTransientIsAsNew() {
        Death death = fields.deaths.emit();
        death.victim = 3;
        death.by = "a tiger";
        death.cache = 5;
        snapshot.take();
        fields.deaths.emit();
        snapshot.restore();

        assertThat(fields.deaths.size()).isEqualTo(1);
        assertThat(fields.deaths.get(0).victim).isEqualTo(3);
        assertThat(fields.deaths.get(0).by).isEqualTo("a tiger");
        assertThat(fields.deaths.get(0).cache).isZero();
    }

    @Test
    void aClassThatHoldsWhatMayChangeIsRefusedByNameWhileThereIsOne() {
        Blasts blasts = new Blasts();
        world.inject(blasts);
        snapshot.take();
        blasts.blasts.emit().at[0] = 1;

        assertThatThrownBy(snapshot::take)
                .isInstanceOf(TransientTypeException.class)
                .hasMessageContaining(Blast.class.getName())
                .hasMessageContaining("its field at is of type int[], whose objects may change")
                .hasMessageContaining("Copyable");
        assertThatThrownBy(snapshot::restore).isInstanceOf(IllegalStateException.class);
        world.process();
        world.process();
        snapshot.take();
        blasts.blasts.emit();
        snapshot.restore();
        assertThat(blasts.blasts.size()).isZero();
    }

    @Test
    void aClassThatCopiesItselfComesBackAndIsInNoFile(@TempDir Path directory) {
        Waves waves = new Waves();
        world.inject(waves);
        int entity = world.create();
        waves.waves.emit().at[1] = 8;
        waves.onEntities.create(entity).at[0] = 9;
        snapshot.take();
        waves.waves.get(0).at[1] = 1;
        waves.onEntities.value(0).at[0] = 2;
        snapshot.restore();
        assertThat(waves.waves.get(0).at).containsExactly(0, 8);
        assertThat(waves.onEntities.value(0).at).containsExactly(9, 0);
        waves.waves.get(0).at[1] = 1;
        snapshot.restore();
        assertThat(waves.waves.get(0).at).containsExactly(0, 8);

        Path file = directory.resolve("waves");
        assertThatThrownBy(() -> snapshot.writeTo(file))
                .isInstanceOf(TransientTypeException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("1 objects of " + Wave.class.getName())
                .hasMessageContaining("copies itself");
        assertThat(directory.toFile().list()).isEmpty();
    }

    @Test
    void typesThatCameLaterHaveNothing() {
        world.create();
        snapshot.take();
        Waves waves = new Waves();
        world.inject(waves);
        waves.waves.emit();
        waves.onEntities.create(0);
        snapshot.restore();

        assertThat(waves.waves.size()).isZero();
        assertThat(waves.onEntities.size()).isZero();
    }

    /** Emits and creates when it is told of a restore. */
    static final class Meddler extends BaseEntitySystem {
        FrameEvents<Death> deaths;
        FrameMapper<Hit> hits;
        EventReader<Death> reader;
        @SkipWire final List<Integer> seen = new ArrayList<>();

        Meddler() {
            super(Aspect.all(Position.class));
        }

        @Override
        protected void inserted(int entity) {
            seen.add(deaths.size());
            if (deaths.size() > 0) {
                deaths.get(0).victim = 99;
            }
            deaths.emit();
            hits.create(entity).by = 3;
            reader.skip();
        }

        @Override
        protected void processSystem() {}
    }

    @Test
    void whatListenersEmitAndCreateDuringARestoreIsUndone() {
        Meddler meddler = new Meddler();
        World watched = world(meddler);
        int entity = watched.create();
        mapper(watched, Position.class).create(entity);
        watched.process();
        watched.process();
        watched.process();
        meddler.deaths.emit().victim = 6;
        int before = meddler.reader.size();
        WorldSnapshot image = new WorldSnapshot(watched);
        image.take();
        watched.delete(entity);
        watched.process();
        meddler.seen.clear();
        image.restore();

        assertThat(meddler.seen).containsExactly(1);
        assertThat(meddler.deaths.size()).isEqualTo(1);
        assertThat(meddler.deaths.get(0).victim).isEqualTo(6);
        assertThat(meddler.hits.has(entity)).isFalse();
        assertThat(meddler.reader.size()).isEqualTo(before);
    }

    @Test
    void aFileOfATypeOrFieldsThatTheWorldDoesNotHaveIsRefusedByName() throws IOException {
        fields.deaths.emit().victim = 1;
        snapshot.take();
        byte[] file = bytes(snapshot);
        World without = world();

        assertThatThrownBy(() -> read(without, file))
                .isInstanceOf(SnapshotSchemaException.class)
                .hasMessageContaining("FrameEvents<" + Death.class.getName() + ">")
                .hasMessageContaining("inject");
        assertThatThrownBy(() -> read(world, renamed(file, "victim", "victor")))
                .isInstanceOf(SnapshotSchemaException.class)
                .hasMessageContaining(Death.class.getName())
                .hasMessageContaining("int victor")
                .hasMessageContaining("int victim");
        fields.deaths.emit();
        read(world, file).restore();
        assertThat(fields.deaths.size()).isEqualTo(1);
    }

    @Test
    void aFileOfAClassThatCannotBeCopiedAnyMoreIsRefusedByName() throws IOException {
        fields.deaths.emit().victim = 1;
        snapshot.take();
        byte[] file = renamed(bytes(snapshot), "$Death", "$Blast");
        World other = world();
        other.inject(new Blasts());

        assertThatThrownBy(() -> read(other, file))
                .isInstanceOf(SnapshotSchemaException.class)
                .hasMessageContaining(Blast.class.getName())
                .hasMessageContaining("could be copied when the snapshot was written")
                .hasMessageContaining("its field at is of type int[]");
    }

    /** With another name of a field or class, and the checksum that is right for it. */
    private static byte[] renamed(byte[] file, String from, String to) {
        String whole = new String(file, StandardCharsets.ISO_8859_1);
        String wide = from.replace("", "\0").substring(0, 2 * from.length());
        assertThat(whole).contains(wide);
        byte[] renamed =
                whole.replace(wide, to.replace("", "\0").substring(0, 2 * to.length()))
                        .getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer bytes = ByteBuffer.wrap(renamed);
        int data = 16 + bytes.getInt(12) + Integer.BYTES;
        CRC32C checksum = new CRC32C();
        checksum.update(renamed, data, renamed.length - Integer.BYTES - data);
        bytes.putInt(renamed.length - Integer.BYTES, (int) checksum.getValue());
        return renamed;
    }

    @Test
    void recordingWhatLivesOnAllocatesNothing() {
        assumeTrue(!Safety.CHECKED);
        Waves waves = new Waves();
        world.inject(waves);
        for (int i = 0; i < 100; i++) {
            int entity = world.create();
            fields.hits.create(entity).by = i;
            fields.mark.touch(entity);
            fields.deaths.emit().victim = i;
            waves.onEntities.create(entity);
        }
        WorldHistory history = new WorldHistory(world, 4);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 200; i++) {
                history.record();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(least).isZero();
        assertThat(catchThrowable(() -> history.rewindTo(history.oldest()))).isNull();
        assertThat(waves.onEntities.size()).isEqualTo(100);
    }
}
