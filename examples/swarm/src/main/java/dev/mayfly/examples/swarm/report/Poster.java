package dev.mayfly.examples.swarm.report;

import dev.mayfly.examples.swarm.measure.Result;
import dev.mayfly.examples.swarm.scenario.Extent;
import dev.mayfly.examples.swarm.scenario.Scenario;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

/** One picture of a run: the world as it was in the end, and the tick times beside it. */
public final class Poster {
    private static final int WORLD_WIDTH = 1_240;
    private static final int CHART_WIDTH = 680;
    private static final int LEAST_HEIGHT = 480;
    private static final int MOST_HEIGHT = 1_240;

    private Poster() {}

    /**
     * Writes the picture as PNG, over a file that is there.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, Scenario scenario, List<Result> results)
            throws IOException {
        if (!ImageIO.write(paint(scenario, results), "png", file.toFile())) {
            throw new IOException("this Java runtime cannot write PNG");
        }
    }

    static BufferedImage paint(Scenario scenario, List<Result> results) {
        Extent extent = scenario.world();
        double scale = Math.min(WORLD_WIDTH / extent.width(), MOST_HEIGHT / extent.height());
        int worldWidth = (int) Math.round(extent.width() * scale);
        int worldHeight = (int) Math.round(extent.height() * scale);
        int height = Math.max(LEAST_HEIGHT, worldHeight);
        BufferedImage image =
                new BufferedImage(worldWidth + CHART_WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.setRenderingHint(
                    RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            new WorldPainter(scenario, results.getLast().end()).paint(g, worldWidth, worldHeight);
            new Legend(scenario).paint(g, worldWidth);
            g.translate(worldWidth, 0);
            new TickChart(results).paint(g, CHART_WIDTH, height);
        } finally {
            g.dispose();
        }
        return image;
    }
}
