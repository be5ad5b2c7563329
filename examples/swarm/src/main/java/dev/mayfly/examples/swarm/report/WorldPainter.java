package dev.mayfly.examples.swarm.report;

import dev.mayfly.examples.swarm.scenario.Extent;
import dev.mayfly.examples.swarm.scenario.Obstacle;
import dev.mayfly.examples.swarm.scenario.Scenario;
import dev.mayfly.examples.swarm.simulation.Snapshot;
import dev.mayfly.examples.swarm.simulation.Snapshot.Mover;
import dev.mayfly.examples.swarm.simulation.Swarm;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Paints a world seen from above: every mover is a dart that points where it flies. */
final class WorldPainter {
    private static final float AGENT_LENGTH = 3f;
    private static final float PREDATOR_LENGTH = 9f;

    private final Scenario scenario;
    private final Snapshot snapshot;

    WorldPainter(Scenario scenario, Snapshot snapshot) {
        this.scenario = scenario;
        this.snapshot = snapshot;
    }

    /**
     * Paints into the rectangle from (0, 0) to (width, height), which has the world's proportions.
     */
    void paint(Graphics2D g, int width, int height) {
        Extent extent = scenario.world();
        g.setPaint(
                new RadialGradientPaint(
                        width / 2f,
                        height / 2f,
                        width * 0.65f,
                        new float[] {0f, 1f},
                        new Color[] {Palette.DUSK, Palette.NIGHT}));
        g.fillRect(0, 0, width, height);
        AffineTransform before = g.getTransform();
        g.scale(width / extent.width(), height / extent.height());
        scenario.obstacles().forEach(obstacle -> paintObstacle(g, obstacle));
        for (Mover mover : snapshot.movers()) {
            if (mover.kind() != Swarm.PREDATOR) {
                paintAgent(g, mover);
            }
        }
        for (Mover mover : snapshot.movers()) {
            if (mover.kind() == Swarm.PREDATOR) {
                paintPredator(g, mover);
            }
        }
        g.setTransform(before);
    }

    private static void paintObstacle(Graphics2D g, Obstacle obstacle) {
        Ellipse2D disc = disc(obstacle.x(), obstacle.y(), obstacle.radius());
        g.setPaint(
                new RadialGradientPaint(
                        obstacle.x() - obstacle.radius() * 0.3f,
                        obstacle.y() - obstacle.radius() * 0.3f,
                        obstacle.radius() * 1.3f,
                        new float[] {0f, 1f},
                        new Color[] {Palette.ROCK_EDGE, Palette.ROCK}));
        g.fill(disc);
    }

    private static void paintAgent(Graphics2D g, Mover mover) {
        g.setPaint(Palette.faint(Palette.group(mover.kind()), 210));
        g.fill(dart(mover, AGENT_LENGTH));
    }

    private static void paintPredator(Graphics2D g, Mover mover) {
        float glow = PREDATOR_LENGTH * 1.6f;
        g.setPaint(
                new RadialGradientPaint(
                        mover.x(),
                        mover.y(),
                        glow,
                        new float[] {0f, 1f},
                        new Color[] {
                            Palette.faint(Palette.PREDATOR, 120), Palette.faint(Palette.PREDATOR, 0)
                        }));
        g.fill(disc(mover.x(), mover.y(), glow));
        Path2D dart = dart(mover, PREDATOR_LENGTH);
        g.setPaint(Palette.PREDATOR);
        g.fill(dart);
        g.setPaint(Color.WHITE);
        g.setStroke(new BasicStroke(0.5f));
        g.draw(dart);
    }

    private static Ellipse2D disc(float x, float y, float radius) {
        return new Ellipse2D.Float(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private static Path2D dart(Mover mover, float length) {
        float speed = Math.max(1e-3f, (float) Math.hypot(mover.vx(), mover.vy()));
        float ux = mover.vx() / speed * length;
        float uy = mover.vy() / speed * length;
        Path2D dart = new Path2D.Float();
        dart.moveTo(mover.x() + ux * 0.6f, mover.y() + uy * 0.6f);
        dart.lineTo(mover.x() - ux * 0.4f - uy * 0.3f, mover.y() - uy * 0.4f + ux * 0.3f);
        dart.lineTo(mover.x() - ux * 0.2f, mover.y() - uy * 0.2f);
        dart.lineTo(mover.x() - ux * 0.4f + uy * 0.3f, mover.y() - uy * 0.4f - ux * 0.3f);
        dart.closePath();
        return dart;
    }
}
