package dev.mayfly.ecs.spatial;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.SoaBuffer;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Entities at places, and what is near what among them, by looking at all. Ids have gaps, and come
 * in the order of the list, which does not ascend.
 */
final class Points {

    /**
     * Kinds of coordinates: grids have their corner cases where numbers are alike, or far apart.
     */
    enum Kind {
        SPREAD,
        NEGATIVE,
        ON_BORDERS,
        ONE_PLACE,
        TWO_CLUSTERS,
        HUGE,
        ANY
    }

    final int[] ids;
    final List<Place> at;
    final SoaBuffer columns = new SoaBuffer("Points");
    final Floats x = columns.floats(Float.NaN);
    final Floats y = columns.floats(Float.NaN);
    final Floats z = columns.floats(Float.NaN);

    Points(List<Place> places) {
        int count = places.size();
        ids = new int[count];
        at = places;
        columns.ensureRows(3 * count + 2);
        for (int i = 0; i < count; i++) {
            ids[i] = i % 2 == 0 ? 3 * i + 1 : 3 * (count - i);
        }
        for (int i = 0; i < count; i++) {
            x.set(ids[i], at.get(i).x());
            y.set(ids[i], at.get(i).y());
            z.set(ids[i], at.get(i).z());
        }
    }

    IntBag bag() {
        IntBag bag = new IntBag();
        for (int id : ids) {
            bag.add(id);
        }
        return bag;
    }

    /** The square of the distance of two places, along the first axes. */
    static double squared(Place a, Place b, int axes) {
        double sum = 0;
        for (int axis = 0; axis < axes; axis++) {
            double d = (double) a.at(axis) - b.at(axis);
            sum += d * d;
        }
        return sum;
    }

    List<Integer> within(Place place, float radius, int axes) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            if (squared(at.get(i), place, axes) <= (double) radius * radius) {
                found.add(ids[i]);
            }
        }
        return found;
    }

    List<Integer> inBox(Place min, Place max, int axes) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            boolean inside = true;
            for (int axis = 0; axis < axes; axis++) {
                inside &= at.get(i).at(axis) >= min.at(axis) && at.get(i).at(axis) <= max.at(axis);
            }
            if (inside) {
                found.add(ids[i]);
            }
        }
        return found;
    }

    List<Integer> nearest(Place place, int k, int axes) {
        record Far(double squared, int id) {}
        List<Far> all = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            all.add(new Far(squared(at.get(i), place, axes), ids[i]));
        }
        all.sort(Comparator.comparingDouble(Far::squared).thenComparingInt(Far::id));
        return all.stream().limit(k).map(Far::id).toList();
    }

    List<Long> pairs(float distance, int axes) {
        List<Long> found = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            for (int j = i + 1; j < ids.length; j++) {
                if (squared(at.get(i), at.get(j), axes) <= (double) distance * distance) {
                    found.add(pair(ids[i], ids[j]));
                }
            }
        }
        return sorted(found);
    }

    /** A pair as one number, so that many of them are quickly sorted and compared. */
    static long pair(int a, int b) {
        return Math.min(a, b) * 1_000_000L + Math.max(a, b);
    }

    static <T extends Comparable<T>> List<T> sorted(List<T> list) {
        return list.stream().sorted().toList();
    }

    static List<Integer> listed(IntList found) {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < found.length(); i++) {
            list.add(found.get(i));
        }
        return list;
    }

    /** The pairs in a list, in its order; each has to have the lower id first. */
    static List<Long> listedPairs(IntList found) {
        List<Long> list = new ArrayList<>();
        for (int i = 0; i < found.length(); i += 2) {
            assertThat(found.get(i)).isLessThan(found.get(i + 1));
            list.add(pair(found.get(i), found.get(i + 1)));
        }
        return list;
    }

    /** Up to {@code most} places of one kind. */
    static Arbitrary<List<Place>> places(int most) {
        return Arbitraries.of(Kind.class).flatMap(kind -> place(kind).list().ofMaxSize(most));
    }

    static Arbitrary<Place> place(Kind kind) {
        Arbitrary<Float> at = coordinate(kind);
        return Combinators.combine(at, at, at).as(Place::new);
    }

    /** Sizes of cells and distances. */
    static Arbitrary<Float> lengths() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(0.25f, 0.5f, 1f, 2f, 3f, 10f)),
                Tuple.of(2, Arbitraries.floats().between(0.001f, 50f).ofScale(3)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                Float.MIN_VALUE, 1e-20f, 1e-6f, 1e6f, 1e30f, Float.MAX_VALUE)));
    }

    private static Arbitrary<Float> coordinate(Kind kind) {
        return switch (kind) {
            case SPREAD -> Arbitraries.floats().between(0f, 20f).ofScale(4);
            case NEGATIVE -> Arbitraries.floats().between(-30f, 5f).ofScale(4);
            case ON_BORDERS -> Arbitraries.integers().between(-6, 6).map(i -> i * 0.5f);
            case ONE_PLACE -> Arbitraries.of(-3.7f, -3.7f);
            case TWO_CLUSTERS ->
                    Arbitraries.oneOf(
                            Arbitraries.floats().between(-1_000_003f, -1_000_000f).ofScale(4),
                            Arbitraries.floats().between(1_000_000f, 1_000_003f).ofScale(4));
            case HUGE ->
                    Arbitraries.of(
                            -Float.MAX_VALUE,
                            Float.MAX_VALUE,
                            1e38f,
                            -1f,
                            -0f,
                            0f,
                            Float.MIN_VALUE,
                            0x1p24f,
                            0x1p24f + 2f);
            case ANY -> Arbitraries.floats().between(-Float.MAX_VALUE, Float.MAX_VALUE);
        };
    }
}
