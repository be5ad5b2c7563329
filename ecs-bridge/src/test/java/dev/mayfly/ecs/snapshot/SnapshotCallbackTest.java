package dev.mayfly.ecs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.error.MayflyException;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.ecs.Copyable;
import dev.mayfly.ecs.FrameEvents;
import dev.mayfly.ecs.FrameMapper;
import dev.mayfly.ecs.Lifetime;
import dev.mayfly.ecs.Poolable;
import dev.mayfly.ecs.Position;
import dev.mayfly.ecs.Velocity;
import dev.mayfly.ecs.WorldTest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.List;
import java.util.function.Consumer;

/**
 * Code of the program that runs while a snapshot is taken or restored, and uses what it is called
 * by: what copies an event or a value, makes one or resets it.
 */
class SnapshotCallbackTest extends WorldTest {

    /** What is done then, once; and how often the code has been called before. */
    private static Runnable act = () -> {};

    private static int after;

    private static void act() {
        if (after-- == 0) {
            act.run();
        }
    }

    @Lifetime(ticks = 2)
    public static final class Copied implements Poolable, Copyable<Copied> {
        int number;

        @Override
        public void copyFrom(Copied other) {
            act();
            number = other.number;
        }

        @Override
        public void reset() {
            number = 0;
        }
    }

    @Lifetime(ticks = 2)
    public static final class Remade implements Poolable {
        int number;

        @Override
        public void reset() {
            act();
            number = 0;
        }
    }

    private static final class Holder extends BaseSystem {
        FrameEvents<Copied> copied;
        FrameMapper<Copied> copies;
        FrameEvents<Remade> remade;
        FrameMapper<Remade> remakes;

        @Override
        protected void processSystem() {}
    }

    private Holder holder;
    private World world;
    private WorldSnapshot snapshot;
    private WorldHistory history;

    @BeforeEach
    void makeAWorldWithEventsAndValues() {
        after = -1;
        holder = new Holder();
        world = world(holder);
        snapshot = new WorldSnapshot(world);
        history = new WorldHistory(world, 3);
        for (int i = 0; i < 5; i++) {
            int entity = world.create();
            mapper(world, Position.class).create(entity);
            holder.copied.emit().number = i;
            holder.remade.emit().number = i;
            holder.copies.create(entity).number = i;
            holder.remakes.create(entity).number = i;
        }
        world.process();
    }

    @AfterEach
    void doNothing() {
        after = -1;
    }

    private void doAt(int call, Runnable action) {
        act = action;
        after = call;
    }

    /** What the code may do. */
    enum Deed {
        TICK(test -> test.world.process()),
        TAKE(test -> test.snapshot.take()),
        RESTORE(test -> test.snapshot.restore()),
        RECORD(test -> test.history.record()),
        REWIND(test -> test.history.rewindTo(test.history.newest())),
        CREATE(SnapshotCallbackTest::createMany),
        DELETE(test -> test.world.delete(2)),
        GIVE(test -> mapper(test.world, Velocity.class).create(1)),
        TAKE_AWAY(test -> mapper(test.world, Position.class).remove(1)),
        WRITE(test -> mapper(test.world, Position.class).store().x.set(1, 77)),
        EMIT(test -> test.emitMany()),
        ADD(test -> test.holder.copies.create(3).number = 55),
        DISPOSE(test -> test.world.dispose());

        final Consumer<SnapshotCallbackTest> done;

        Deed(Consumer<SnapshotCallbackTest> done) {
            this.done = done;
        }
    }

    private void createMany() {
        for (int i = 0; i < 10_000; i++) {
            mapper(world, Position.class).create(world.create());
        }
    }

    private void emitMany() {
        after = -1;
        for (int i = 0; i < 1_000; i++) {
            holder.copied.emit().number = 5;
            holder.remade.emit().number = 5;
        }
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void aRestoreGivesTheWorldOrIsRefusedByNameWhateverTheCodeDoes(Deed deed) {
        for (int call = 0; ; call++) {
            makeAWorldWithEventsAndValues();
            snapshot.take();
            history.record();
            String then = describe();
            world.process();
            mapper(world, Velocity.class).create(3);
            world.delete(0);
            world.process();
            doAt(call, () -> deed.done.accept(this));
            Throwable failure = catchThrowable(snapshot::restore);
            boolean over = after >= 0;
            after = -1;
            if (failure == null) {
                assertThat(describe()).as("%s at call %s", deed, call).isEqualTo(then);
            } else {
                assertThat(failure)
                        .as("%s at call %s", deed, call)
                        .isInstanceOf(MayflyException.class);
            }
            worksStill(deed, then);
            if (over) {
                assertThat(call).as("calls").isGreaterThan(10);
                return;
            }
        }
    }

    /** What a file could not hold, as some things of it copy themselves. */
    private String describe() {
        IntBag all = world.getAspectSubscriptionManager().get(Aspect.all()).getEntities();
        StringBuilder text = new StringBuilder(all.size() + " entities");
        for (int i = 0; i < all.size(); i++) {
            int entity = all.get(i);
            text.append('\n').append(entity);
            if (mapper(world, Position.class).has(entity)) {
                text.append(" x ").append(mapper(world, Position.class).store().x.get(entity));
            }
            text.append(mapper(world, Velocity.class).has(entity) ? " v" : "");
            text.append(holder.copies.has(entity) ? " c" + holder.copies.get(entity).number : "");
            text.append(holder.remakes.has(entity) ? " r" + holder.remakes.get(entity).number : "");
        }
        holder.copied.forEach(each -> text.append("\nc").append(each.number));
        holder.remade.forEach(each -> text.append("\nr").append(each.number));
        return text.toString();
    }

    private void worksStill(Deed deed, String then) {
        if (deed == Deed.DISPOSE) {
            return;
        }
        world.process();
        snapshot.restore();
        assertThat(describe()).isEqualTo(then);
        createMany();
        world.process();
        world.process();
        history.rewindTo(history.oldest());
        assertThat(describe()).isEqualTo(then);
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void aSnapshotIsOfOneMomentOrRefusedByNameWhateverTheCodeDoes(Deed deed) {
        for (int call = 0; ; call++) {
            makeAWorldWithEventsAndValues();
            snapshot.take();
            history.record();
            history.record();
            doAt(call, () -> deed.done.accept(this));
            Throwable failure = catchThrowable(history::record);
            boolean over = after >= 0;
            after = -1;
            String now = deed == Deed.DISPOSE ? "" : describe();
            if (failure == null && deed != Deed.DISPOSE) {
                history.rewindTo(history.newest());
                if (deed != Deed.ADD) { // what sets another object is in it, or is not
                    assertThat(describe()).as("%s at call %s", deed, call).isEqualTo(now);
                }
                assertThat(history.newest()).isEqualTo(2);
            } else if (failure != null) {
                assertThat(failure)
                        .as("%s at call %s", deed, call)
                        .isInstanceOf(MayflyException.class);
                assertThat(history.newest()).isEqualTo(1);
            }
            if (deed != Deed.DISPOSE) {
                world.process();
                history.record();
                history.rewindTo(history.oldest());
            }
            if (over) {
                assertThat(call).as("calls").isGreaterThan(4);
                return;
            }
        }
    }

    // --- channels

    /** Does something once, when it has passed on some bytes. */
    private static final class Meddling implements ByteChannel {
        private final ByteBuffer bytes;
        private final Runnable deed;
        private boolean done;

        Meddling(ByteBuffer bytes, Runnable deed) {
            this.bytes = bytes;
            this.deed = deed;
        }

        private void meddle() {
            if (!done && bytes.position() > 40) {
                done = true;
                deed.run();
            }
        }

        @Override
        public int read(ByteBuffer into) {
            meddle();
            if (!bytes.hasRemaining()) {
                return -1;
            }
            int count = Math.min(7, Math.min(into.remaining(), bytes.remaining()));
            into.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            return count;
        }

        @Override
        public int write(ByteBuffer from) {
            meddle();
            int count = Math.min(7, from.remaining());
            for (int i = 0; i < count; i++) {
                bytes.put(from.get());
            }
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    private ByteBuffer written() throws IOException {
        return written(() -> {});
    }

    private ByteBuffer written(Runnable deed) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 20);
        snapshot.writeTo(new Meddling(bytes, deed));
        return bytes.flip();
    }

    private void leaveWhatAFileCanHold() {
        world.process();
        world.process(); // the events and values that copy themselves have ended
        holder.remade.emit().number = 8;
    }

    @Test
    void aChannelThatTakesTheSnapshotThatItIsGivenIsNamed() throws IOException {
        leaveWhatAFileCanHold();
        snapshot.take();
        ByteBuffer whole = written();
        assertThatExceptionOfType(ReentryException.class)
                .isThrownBy(() -> written(snapshot::take))
                .withMessageContaining("channel");
        assertThat(written(world::process)).isEqualTo(whole);
        assertThat(written(history::record)).isEqualTo(whole);
        snapshot.take();
        snapshot.restore();
    }

    @Test
    void aChannelThatTicksOrTakesSnapshotsWhileItIsReadDoesNotChangeWhatIsRead()
            throws IOException {
        leaveWhatAFileCanHold();
        snapshot.take();
        String then = describe();
        ByteBuffer whole = written();
        for (Runnable deed : List.<Runnable>of(world::process, history::record, this::createMany)) {
            WorldSnapshot read = WorldSnapshot.read(world, new Meddling(whole.rewind(), deed));
            read.restore();
            assertThat(describe()).isEqualTo(then);
        }
    }
}
