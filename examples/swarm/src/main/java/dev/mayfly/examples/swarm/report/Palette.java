package dev.mayfly.examples.swarm.report;

import java.awt.Color;
import java.awt.Font;

/** The colors and letters of the picture. */
final class Palette {
    static final Color NIGHT = new Color(0x0B1020);
    static final Color DUSK = new Color(0x1A2340);
    static final Color RULE = new Color(0x2B3657);
    static final Color TEXT = new Color(0xD8DEEE);
    static final Color PREDATOR = new Color(0xFF4D5E);
    static final Color ROCK = new Color(0x39435F);
    static final Color ROCK_EDGE = new Color(0x5A678C);
    static final Color PLAIN = new Color(0xFF8A5B);
    static final Color MAYFLY = new Color(0x4FD1C5);

    private static final Color[] GROUPS = {
        new Color(0xFFD166),
        new Color(0x6EC6FF),
        new Color(0xB794F6),
        new Color(0x7EE8A2),
        new Color(0xFF9ECF),
        new Color(0xE0E6F5)
    };

    private Palette() {}

    static Color group(int index) {
        return GROUPS[index % GROUPS.length];
    }

    static Font text(int points) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, points);
    }

    static Color faint(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }
}
