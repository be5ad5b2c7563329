package dev.mayfly.examples.swarm.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.examples.swarm.measure.Collections;
import dev.mayfly.examples.swarm.measure.Result;
import dev.mayfly.examples.swarm.scenario.Extent;
import dev.mayfly.examples.swarm.scenario.Group;
import dev.mayfly.examples.swarm.scenario.Obstacle;
import dev.mayfly.examples.swarm.scenario.Scenario;
import dev.mayfly.examples.swarm.scenario.Senses;
import dev.mayfly.examples.swarm.simulation.Mode;
import dev.mayfly.examples.swarm.simulation.Snapshot;
import dev.mayfly.examples.swarm.simulation.Snapshot.Mover;
import dev.mayfly.examples.swarm.simulation.Swarm;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.imageio.ImageIO;

class PosterTest {
    private static final int WORLD_WIDTH = 1_240;

    private final Scenario scenario =
            new Scenario(
                    new Extent(200f, 100f),
                    0f,
                    List.of(new Group("g", 1, 1f, new Senses(2f, 1f, 3f))),
                    List.of(new Obstacle(150f, 50f, 10f)),
                    List.of());
    private final List<Result> results =
            List.of(result(Mode.PLAIN, 9_000_000), result(Mode.MAYFLY, 3_000_000));

    @TempDir Path folder;

    @BeforeAll
    static void withoutAScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    @Test
    void theFileIsAPngWithTheWorldAndTheChartSideBySide() throws Exception {
        Path file = folder.resolve("poster.png");
        Poster.write(file, scenario, results);
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getHeight()).isEqualTo(WORLD_WIDTH / 2);
        assertThat(image.getWidth()).isGreaterThan(WORLD_WIDTH + 400);
    }

    @Test
    void everyMoverIsDrawnWhereItWas() {
        BufferedImage image = Poster.paint(scenario, results);
        assertThat(colors(image, 40f, 50f)).contains(Palette.PREDATOR.getRGB());
        assertThat(image.getRGB(pixel(100f), pixel(25f)))
                .isNotEqualTo(image.getRGB(pixel(100f), pixel(75f)));
    }

    @Test
    void anObstacleStandsOutFromTheGround() {
        BufferedImage image = Poster.paint(scenario, results);
        int rock = new Color(image.getRGB(pixel(150f), pixel(50f))).getBlue();
        int ground = new Color(image.getRGB(pixel(150f), pixel(75f))).getBlue();
        assertThat(rock).isGreaterThan(ground);
    }

    @Test
    void theLegendShowsTheColorOfEachGroup() {
        BufferedImage image = Poster.paint(scenario, results);
        Set<Integer> colors = new HashSet<>();
        for (int x = 0; x < WORLD_WIDTH; x++) {
            colors.add(image.getRGB(x, 17));
        }
        assertThat(colors).contains(Palette.group(0).getRGB());
    }

    @Test
    void theChartHasALineForEachMode() {
        BufferedImage image = Poster.paint(scenario, results);
        Set<Integer> colors = new HashSet<>();
        for (int x = WORLD_WIDTH; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colors.add(image.getRGB(x, y));
            }
        }
        assertThat(colors)
                .anyMatch(color -> resembles(color, Palette.PLAIN))
                .anyMatch(color -> resembles(color, Palette.MAYFLY));
    }

    private static Result result(Mode mode, long nanos) {
        Snapshot end =
                new Snapshot(
                        List.of(
                                new Mover(0, 100f, 25f, 1f, 0f),
                                new Mover(Swarm.PREDATOR, 40f, 50f, 1f, 0f)));
        return Results.ending(Results.of(mode, 50, nanos, 0, new Collections(0, 0)), end);
    }

    private static Set<Integer> colors(BufferedImage image, float x, float y) {
        Set<Integer> colors = new HashSet<>();
        for (int dx = -5; dx <= 5; dx++) {
            for (int dy = -5; dy <= 5; dy++) {
                colors.add(image.getRGB(pixel(x) + dx, pixel(y) + dy));
            }
        }
        return colors;
    }

    /** Thin lines are blended with what is behind them. */
    private static boolean resembles(int rgb, Color color) {
        Color other = new Color(rgb);
        return Math.abs(other.getRed() - color.getRed()) < 50
                && Math.abs(other.getGreen() - color.getGreen()) < 50
                && Math.abs(other.getBlue() - color.getBlue()) < 50;
    }

    private static int pixel(float coordinate) {
        return Math.round(coordinate * WORLD_WIDTH / 200f);
    }
}
