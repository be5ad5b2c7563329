package dev.mayfly.ecs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.World;
import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.EntityHandles;
import dev.mayfly.ecs.FrameMapper;
import dev.mayfly.ecs.Hit;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.SoaMapper;
import dev.mayfly.ecs.WorldTest;
import dev.mayfly.ecs.error.SnapshotFormatException;
import dev.mayfly.ecs.error.SnapshotSchemaException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Files whose checksums are right and that no world has written. */
class HostileSnapshotTest extends WorldTest {

    /** A component. */
    public static final class Flag extends SoaComponent {
        public final Ints value = ints();
    }

    private static final class Holder extends BaseSystem {
        FrameMapper<Hit.OfThree> hits;
        EntityHandles handles;
        boolean failing;

        @Override
        protected void processSystem() {
            if (failing) {
                throw new IllegalStateException("wanted");
            }
        }
    }

    // Where the data of three ids, one of them free, has what: an id has the row of one int.
    private static final int IDENTITIES = 4;
    private static final int GENERATIONS = IDENTITIES + 3 * 2;
    private static final int CHANGED = GENERATIONS + 3 * 4;
    private static final int DELETED = CHANGED + 8;
    private static final int PENDING = DELETED + 8;
    private static final int PRESENCE = PENDING + 8 + 3 * 4;
    private static final int CARRIED = PRESENCE + 8;

    @TempDir private Path directory;

    private final Holder holder = new Holder();
    private final World world = world(holder);
    private final SoaMapper<Flag> flags = mapper(world, Flag.class);
    private final World target = world(new Holder());
    private String before = "";

    /** Entity 0 has a flag, 1 has nothing, 2 is free. */
    @BeforeEach
    void live() {
        mapper(target, Flag.class).create(target.create());
        target.process();
        flags.create(world.create());
        world.create();
        world.delete(world.create());
        world.process();
        assertThat(holder.handles.of(0)).isNotZero();
        before = WorldBooks.describe(target);
    }

    private SnapshotBytes bytes() {
        return SnapshotBytes.of(world);
    }

    private void requireRefused(String because, SnapshotBytes changed) {
        byte[] sealed = changed.sealed();

        assertThatThrownBy(() -> WorldSnapshot.read(target, SnapshotBytes.channel(sealed)))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageContaining(because);
        assertThat(WorldBooks.describe(target)).isEqualTo(before);
    }

    @Test
    void theFileThatIsChangedHereIsReadAsItIs() throws Exception {
        byte[] sealed = bytes().sealed();
        WorldSnapshot.read(target, SnapshotBytes.channel(sealed)).restore();

        assertThat(SnapshotBytes.of(target).sealed()).isEqualTo(sealed);
        WorldBooks.requireAgreement(target);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE - 64, 200_000_000, 4, 2})
    void idsThatTheBytesAreTooFewForOrTooManyAreRefusedWithoutMakingThem(int ids) throws Exception {
        byte[] sealed = bytes().putInt(SnapshotBytes.IDS, ids).sealed();
        Path file = Files.write(directory.resolve("hostile"), sealed);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();

        assertThat(catchThrowable(() -> WorldSnapshot.read(target, SnapshotBytes.channel(sealed))))
                .isInstanceOf(SnapshotFormatException.class);
        assertThat(catchThrowable(() -> WorldSnapshot.read(target, file)))
                .isInstanceOf(SnapshotFormatException.class);
        assertThat(threads.getCurrentThreadAllocatedBytes() - allocated).isLessThan(1 << 23);
        assertThat(WorldBooks.describe(target)).isEqualTo(before);
    }

    @Test
    void aFileOfManyIdsIsReadFromAChannelThatDoesNotSayHowLongItIs() throws Exception {
        for (int i = 0; i < 50_000; i++) {
            flags.create(world.create());
        }
        byte[] sealed = bytes().sealed();
        WorldSnapshot.read(target, SnapshotBytes.channel(sealed)).restore();

        assertThat(SnapshotBytes.of(target).sealed()).isEqualTo(sealed);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void countsThatAreNegativeOrEndlessAreRefused(int count) {
        int columns = SnapshotBytes.TYPES + 4 + 2 + Flag.class.getName().length();
        int compositions = columns + 4 + 2 + "int value".length();
        int carried = SnapshotBytes.HEADER + bytes().headerLength() - 4;

        requireRefused("ids", bytes().putInt(SnapshotBytes.IDS, count));
        requireRefused("are free", bytes().putInt(SnapshotBytes.QUEUED, count));
        requireRefused("types follow", bytes().putInt(SnapshotBytes.TYPES, count));
        requireRefused("columns follow", bytes().putInt(columns, count));
        requireRefused("compositions follow", bytes().putInt(compositions, count));
        requireRefused("types follow", bytes().putInt(compositions + 8, count));
        requireRefused("cannot have a type", bytes().putInt(compositions + 12, count));
        requireRefused("take " + count, bytes().putInt(carried, count));
    }

    @Test
    void aHeaderThatIsTooShortOrTooLongIsRefused() {
        int end = SnapshotBytes.HEADER + bytes().headerLength();
        requireRefused("ends too early", bytes().spliceHeader(end - 4, 4));
        for (int length = 0; length < bytes().headerLength(); length++) {
            int removed = bytes().headerLength() - length;
            byte[] sealed = bytes().spliceHeader(end - removed, removed).sealed();

            assertThat(
                            catchThrowable(
                                    () ->
                                            WorldSnapshot.read(
                                                    target, SnapshotBytes.channel(sealed))))
                    .isInstanceOf(SnapshotFormatException.class);
        }
        requireRefused("goes on for 3 bytes", bytes().spliceHeader(end, 0, new byte[3]));
        requireRefused("flag", bytes().putByte(SnapshotBytes.COUNTED, 2));
    }

    @Test
    void aTypeThatIsThereTwiceIsRefused() {
        int type = 2 + Flag.class.getName().length() + 4 + 2 + "int value".length();
        byte[] whole = bytes().sealed();
        int first = SnapshotBytes.TYPES + 4;
        SnapshotBytes twice =
                bytes().spliceHeader(first, 0, Arrays.copyOfRange(whole, first, first + type));

        requireRefused("twice", twice.putInt(SnapshotBytes.TYPES, 2));
        int compositions = first + type;
        requireRefused(
                "composition 1",
                bytes().spliceHeader(compositions + 12, 0, new byte[4])
                        .putInt(compositions + 8, 2));
    }

    @Test
    void aNameOutOfTheFileStaysOnOneLineOfTheMessageAndShort() {
        byte[] name = ("No\nWARNING " + "such ".repeat(1_000)).getBytes(StandardCharsets.UTF_8);
        byte[] length = ByteBuffer.allocate(2).putShort((short) name.length).array();
        int first = SnapshotBytes.TYPES + 4;
        byte[] unknown =
                bytes().spliceHeader(first + 2, Flag.class.getName().length(), name)
                        .spliceHeader(first, 2, length)
                        .sealed();

        assertThatThrownBy(() -> WorldSnapshot.read(target, SnapshotBytes.channel(unknown)))
                .isInstanceOf(SnapshotSchemaException.class)
                .hasMessageContaining("component type No?WARNING such such")
                .hasMessageEndingWith("before reading: world.getMapper(type).")
                .hasMessageMatching("\\P{Cntrl}{100,1000}");
    }

    @Test
    void theFirstCompositionIsTheEmptyOneAndNoneIsThereForNobody() {
        int compositions =
                SnapshotBytes.TYPES
                        + 4
                        + 2
                        + Flag.class.getName().length()
                        + 4
                        + 2
                        + "int value".length();
        byte[] one = ByteBuffer.allocate(8).putInt(1).putInt(0).array();

        requireRefused("composition 0", bytes().spliceHeader(compositions + 4, 4, one));
        requireRefused(
                "no entity has its composition 2",
                bytes().spliceHeader(compositions + 16, 0, one).putInt(compositions, 3));
    }

    @Test
    void presenceThatIsNotTheCompositionsIsRefusedEitherWay() {
        requireRefused("entity 0 lacks its", bytes().putData(PRESENCE, 0L));
        requireRefused("entity 1 has a strange", bytes().putData(PRESENCE, 0b11L));
        requireRefused("entity 2 has a strange", bytes().putData(PRESENCE, 0b101L));
        requireRefused("entity 63 has a strange", bytes().putData(PRESENCE, 1L | 1L << 63));
        requireRefused("entity 1 lacks its", bytes().putData(IDENTITIES + 2, (short) 1));
    }

    @Test
    void aFreeIdWithAComponentIsRefused() {
        requireRefused(
                "id 2 is free",
                bytes().putData(IDENTITIES + 4, (short) 1).putData(PRESENCE, 0b101L));
        requireRefused("recycles id 7", bytes().putData(0, 7));
        requireRefused("recycles id -1", bytes().putData(0, -1));
    }

    @Test
    void bitsBeyondTheIdsAreRefused() {
        for (int bits : new int[] {CHANGED, DELETED, PENDING}) {
            requireRefused("beyond its 3 ids", bytes().putData(bits, 1L << 3));
            requireRefused("beyond its 3 ids", bytes().putData(bits, 1L << 63));
        }
        requireRefused("was changed", bytes().putData(CHANGED, 1L << 2));
        requireRefused("goes on", bytes().putData(DELETED, 1L));
        requireRefused("is to be freed", bytes().putData(PENDING, 1L << 2));
    }

    @Test
    void anIdWithoutAGenerationIsRefused() {
        requireRefused("no generation", bytes().putData(GENERATIONS + 4, 0));
    }

    @Test
    void valuesOfFreeIdsOrOfAnEntityTwiceAreRefused() {
        holder.hits.create(0);
        holder.hits.create(1);
        String name = "FrameMapper<" + Hit.OfThree.class.getName() + ">";
        int first = CARRIED + 1 + 4 + 2 * name.length() + 4;

        requireRefused("component of entity 2", carried(first, 2));
        requireRefused("component of entity 1", carried(first, 1));
        requireRefused("component of entity -1", carried(first, -1));
        requireRefused("transient components follow", carried(first - 4, Integer.MAX_VALUE));
        requireRefused("transient components follow", carried(first - 4, -1));
        requireRefused("letters follow", carried(CARRIED + 1, Integer.MAX_VALUE));
    }

    private SnapshotBytes carried(int at, int value) {
        SnapshotBytes bytes = bytes();
        return bytes.putInt(bytes.data() + at, value);
    }

    @Test
    void bytesBehindEventsAndValuesAreRefused() {
        SnapshotBytes bytes = bytes();
        int length = SnapshotBytes.HEADER + bytes.headerLength() - 4;

        requireRefused(
                "goes on for 5 bytes",
                bytes.splice(bytes.length() - 4, 0, new byte[5])
                        .putInt(length, bytes.getInt(length) + 5));
    }

    @Test
    void aTypeThatTheWorldMetAfterTheSnapshotIsNotInItsFile() throws Exception {
        WorldSnapshot snapshot = new WorldSnapshot(world);
        snapshot.take();
        byte[] early = SnapshotBytes.of(snapshot).sealed();
        mapper(world, dev.mayfly.ecs.Position.class).create(1);

        assertThat(SnapshotBytes.of(snapshot).sealed()).isEqualTo(early);
        snapshot.restore();
        assertThat(SnapshotBytes.of(target).sealed()).isNotEqualTo(early);
        WorldSnapshot.read(target, SnapshotBytes.channel(early)).restore();
        assertThat(SnapshotBytes.of(target).sealed()).isEqualTo(early);
    }

    /** It was deleted and listeners know; then the tick failed, so it still waits for its end. */
    @Test
    void whoWaitsForTheEndOfAFailedTickHasLeftTheSubscriptionsAlsoInAFile() throws Exception {
        world.delete(0);
        holder.failing = true;
        assertThat(catchThrowable(world::process)).hasMessage("wanted");
        assertThat(all(world)).doesNotContain("0");
        WorldSnapshot.read(target, SnapshotBytes.channel(bytes().sealed())).restore();

        assertThat(all(target)).isEqualTo(all(world));
        target.process();
        WorldBooks.requireAgreement(target);
        assertThat(all(target)).doesNotContain("0");
    }

    private static String all(World of) {
        return of.getAspectSubscriptionManager().get(Aspect.all()).getEntities().toString();
    }

    /** It keeps its composition until it is freed. */
    @Test
    void aComponentThatWasTakenFromWhoWaitsForItsEndIsNotComplainedOf() throws Exception {
        world.delete(0);
        flags.remove(0);
        byte[] sealed = bytes().sealed();
        WorldSnapshot.read(target, SnapshotBytes.channel(sealed)).restore();

        assertThat(mapper(target, Flag.class).has(0)).isFalse();
        assertThat(SnapshotBytes.of(target).sealed()).isEqualTo(sealed);
        target.process();
        WorldBooks.requireAgreement(target);
    }
}
