package dev.mayfly.ecs.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.EntityHandles;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * Random worlds, saved and loaded into another one, are the same bit by bit; but each NaN comes
 * back as the one that Java's own operations give.
 */
class RoundTripTest {

    private static final int WORLDS = 40;
    private static final int ENTITIES = 60;

    private static final float[] FLOATS = {
        0f,
        -0f,
        1f,
        -1f,
        0.1f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Math.nextDown(Float.MIN_NORMAL),
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.NaN,
        Float.intBitsToFloat(0x7f800001),
        Float.intBitsToFloat(0xffc12345),
        0x1p24f,
        0x1p63f,
        Math.nextDown(0x1p63f),
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        1e10f,
        1e-10f,
    };
    private static final double[] DOUBLES = {
        0,
        -0.0,
        1,
        0.1,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Math.nextDown(Double.MIN_NORMAL),
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.NaN,
        Double.longBitsToDouble(0x7ff0000000000001L),
        Double.longBitsToDouble(0xfff8123456789abcL),
        0x1p53,
        0x1p53 + 2,
        0x1p63,
        -0x1p63,
        Math.nextDown(0x1p63),
        Math.nextUp(0x1p63),
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        1e300,
        1e22,
        1e23,
        2e-308,
    };
    private static final long[] LONGS = {
        0,
        1,
        -1,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 1,
        (1L << 53) + 1,
        -(1L << 53) - 1,
        1L << 62,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
    };

    private final FrameAllocator memory = FrameAllocator.create();

    private static void fill(Place place, int entity, Random random) {
        boolean extreme = random.nextBoolean();
        long any = LONGS[random.nextInt(LONGS.length)];
        long bits = extreme ? any : random.nextLong();
        place.x.set(
                entity,
                extreme
                        ? FLOATS[random.nextInt(FLOATS.length)]
                        : Float.intBitsToFloat(random.nextInt()));
        place.y.set(
                entity,
                extreme
                        ? DOUBLES[random.nextInt(DOUBLES.length)]
                        : Double.longBitsToDouble(random.nextLong()));
        place.seed().set(entity, bits);
        place.level.set(entity, extreme ? (int) (bits >> 32) : (int) bits);
        place.kind.set(entity, (short) (extreme ? bits >> 48 : bits));
        place.flags.set(entity, (byte) (extreme ? bits >> 56 : bits));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyValueComesBack(boolean pretty) {
        for (int seed = 0; seed < WORLDS; seed++) {
            Random random = new Random(seed);
            Stage from = new Stage(memory);
            Stage to = new Stage(memory);
            from.manager.<SoaJsonSerializer>getSerializer().prettyPrint(pretty);
            EntityHandles handles = EntityHandles.ofWorld(from.world);
            int[] entities =
                    IntStream.range(0, 1 + random.nextInt(ENTITIES))
                            .map(i -> from.world.create())
                            .toArray();
            for (int entity : entities) {
                int other = entities[random.nextInt(entities.length)];
                if (random.nextInt(4) > 0) {
                    from.places.create(entity);
                    fill(from.place, entity, random);
                    from.place.leader.set(entity, random.nextInt(3) > 0 ? other : -1);
                }
                if (random.nextInt(3) == 0) {
                    from.homings.create(entity);
                    from.homing.target.set(entity, random.nextInt(3) > 0 ? handles.of(other) : 0);
                }
                if (random.nextInt(3) == 0) {
                    from.visibles.create(entity);
                }
                if (random.nextInt(3) == 0) {
                    from.names.create(entity).text = "n\"\\\n\u00e9" + random.nextInt();
                    from.names.get(entity).parent = random.nextBoolean() ? other : -1;
                }
            }
            from.world.process();
            IntStream.range(0, random.nextInt(9)).forEach(i -> to.createAt(i));

            IntBag loaded = to.load(from.save());

            assertThat(loaded.size()).isEqualTo(entities.length);
            for (int i = 0; i < entities.length; i++) {
                assertSame(seed, from, entities[i], to, loaded.get(i), loaded);
            }
        }
    }

    private static void assertSame(
            int seed, Stage from, int source, Stage to, int target, IntBag loaded) {
        String where = "world " + seed + ", entity " + source;
        assertThat(to.places.has(target)).as(where).isEqualTo(from.places.has(source));
        assertThat(to.visibles.has(target)).as(where).isEqualTo(from.visibles.has(source));
        assertThat(to.names.has(target)).as(where).isEqualTo(from.names.has(source));
        assertThat(to.homings.has(target)).as(where).isEqualTo(from.homings.has(source));
        if (from.places.has(source)) {
            assertThat(row(to.place, target)).as(where).isEqualTo(row(from.place, source));
            int leader = from.place.leader.get(source);
            assertThat(to.place.leader.get(target))
                    .as(where)
                    .isEqualTo(leader < 0 ? -1 : loaded.get(leader));
        }
        if (from.homings.has(source)) {
            long handle = from.homing.target.get(source);
            EntityHandles there = EntityHandles.ofWorld(to.world);
            assertThat(to.homing.target.get(target))
                    .as(where)
                    .isEqualTo(
                            handle == 0
                                    ? 0
                                    : there.of(
                                            loaded.get(
                                                    EntityHandles.ofWorld(from.world).id(handle))));
        }
        if (from.names.has(source)) {
            Name name = from.names.get(source);
            assertThat(to.names.get(target).text).as(where).isEqualTo(name.text);
            assertThat(to.names.get(target).parent)
                    .as(where)
                    .isEqualTo(name.parent < 0 ? -1 : loaded.get(name.parent));
        }
    }

    /** The bits of a row, every NaN as the same one. */
    private static long[] row(Place place, int entity) {
        return new long[] {
            Float.floatToIntBits(place.x.get(entity)),
            Double.doubleToLongBits(place.y.get(entity)),
            place.seed().get(entity),
            place.level.get(entity),
            place.kind.get(entity),
            place.flags.get(entity),
        };
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x7fc00000,
                0x7f800001,
                0xffc12345,
                0x7fffffff,
                0xff800000,
                0x7f800000,
                1 << 31
            })
    void whatNoJsonHasIsWrittenAsTextAndReadAsJavasOwn(int bits) {
        Stage stage = new Stage(memory);
        stage.createAt(Float.intBitsToFloat(bits));
        stage.world.process();
        String json = stage.text();

        float value = stage.place.x.get(stage.load(json).get(0));

        float expected = Float.intBitsToFloat(bits);
        assertThat(Float.floatToRawIntBits(value)).isEqualTo(Float.floatToIntBits(expected));
        assertThat(json).contains("\"x\":\"" + expected + "\",");
    }
}
