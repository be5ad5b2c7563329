package dev.mayfly.examples.swarm.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.examples.swarm.rules.Cells;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Holds the grid against looking at everyone; that the other mode's grid finds the same is for the
 * modes' test.
 */
class GridTest {
    private static final float WIDTH = 40f;
    private static final float HEIGHT = 30f;
    private static final float SIGHT = 3f;

    private final List<Boid> boids = new ArrayList<>();
    private final Grid grid = new Grid(Cells.covering(WIDTH, HEIGHT, SIGHT));

    @BeforeEach
    void scatter() {
        Random random = new Random(42);
        for (int id = 0; id < 400; id++) {
            float x = random.nextFloat() * WIDTH;
            float y = random.nextFloat() * HEIGHT;
            boids.add(new Boid(id, 0, x, y, 0f, 0f));
        }
        boids.forEach(grid::add);
    }

    @Test
    void aPairThatTouchesIsFoundOnce() {
        List<Set<Integer>> expected = new ArrayList<>();
        for (Boid a : boids) {
            for (Boid b : boids) {
                if (a.id() < b.id() && b.distanceSquared(a.x(), a.y()) < 1f) {
                    expected.add(Set.of(a.id(), b.id()));
                }
            }
        }
        assertThat(expected).isNotEmpty();
        assertThat(grid.collisions())
                .extracting(collision -> Set.of(collision.a(), collision.b()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyoneWithinADistanceIsFound() {
        float far = 8f;
        List<Boid> expected =
                boids.stream().filter(b -> b.distanceSquared(10f, 12f) < far * far).toList();
        assertThat(expected).isNotEmpty();
        assertThat(grid.within(10f, 12f, far)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aDistanceMayReachOverTheEdge() {
        assertThat(grid.within(0f, 0f, 100f)).hasSameSizeAs(boids);
    }

    @Test
    void neighborsAreInSightAndNotTheSearcherItself() {
        for (Boid boid : boids) {
            assertThat(grid.neighbors(boid.id(), boid.x(), boid.y(), SIGHT, 1))
                    .doesNotContain(boid)
                    .allMatch(n -> n.distanceSquared(boid.x(), boid.y()) < SIGHT * SIGHT);
        }
    }

    @Test
    void aSearcherThatSeesFewSeesThemAll() {
        int alone = 0;
        for (Boid boid : boids) {
            Set<Boid> inSight = new HashSet<>(boids);
            inSight.removeIf(
                    other ->
                            other.id() == boid.id()
                                    || other.distanceSquared(boid.x(), boid.y()) >= SIGHT * SIGHT);
            List<Boid> found = grid.neighbors(boid.id(), boid.x(), boid.y(), SIGHT, 1);
            if (inSight.size() < 7) {
                alone++;
                assertThat(found).containsExactlyInAnyOrderElementsOf(inSight);
            } else {
                assertThat(found).hasSizeGreaterThanOrEqualTo(7);
            }
        }
        assertThat(alone).isPositive().isLessThan(boids.size());
    }
}
