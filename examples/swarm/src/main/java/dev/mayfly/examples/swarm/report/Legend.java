package dev.mayfly.examples.swarm.report;

import dev.mayfly.examples.swarm.scenario.Group;
import dev.mayfly.examples.swarm.scenario.Pack;
import dev.mayfly.examples.swarm.scenario.Scenario;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Locale;

/** Says which color is whose: a line of text below the upper edge of the world. */
final class Legend {
    private static final int MARGIN = 16;
    private static final int SWATCH = 10;
    private static final int LETTERS = 14;
    private static final int BAR = 2 * MARGIN + 2;

    private final Scenario scenario;

    Legend(Scenario scenario) {
        this.scenario = scenario;
    }

    void paint(Graphics2D g, int width) {
        g.setPaint(Palette.faint(Palette.NIGHT, 190));
        g.fillRect(0, 0, width, BAR);
        g.setFont(Palette.text(LETTERS));
        int x = MARGIN;
        for (int i = 0; i < scenario.groups().size(); i++) {
            Group group = scenario.groups().get(i);
            x = paintEntry(g, x, Palette.group(i), group.name(), group.count());
        }
        for (Pack pack : scenario.predators()) {
            x = paintEntry(g, x, Palette.PREDATOR, pack.name(), pack.count());
        }
    }

    private static int paintEntry(Graphics2D g, int x, Color color, String name, int count) {
        int baseline = BAR / 2 + LETTERS / 2 - 2;
        g.setPaint(color);
        g.fillOval(x, BAR / 2 - SWATCH / 2, SWATCH, SWATCH);
        String text = String.format(Locale.ROOT, "%,d %s", count, name);
        g.setPaint(Palette.TEXT);
        g.drawString(text, x + 2 * SWATCH, baseline);
        return x + 2 * SWATCH + g.getFontMetrics().stringWidth(text) + 2 * MARGIN;
    }
}
