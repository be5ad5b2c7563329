package starfall.rules;

import starfall.component.Health;
import starfall.component.Impact;
import starfall.component.Shield;

/** How hits hurt. */
public final class Damage {
    private Damage() {}

    /**
     * Takes a hit off shield and health.
     *
     * @param shield null where there is none
     */
    public static void apply(Impact impact, Health health, Shield shield) {
        float through = impact.damage;
        if (shield != null) {
            through = shield.absorb(through);
        }
        if (through > 0f) {
            health.hurt(through);
        }
    }

    /** What an explosion does at a distance. */
    public static float falloff(float damage, float distance2, float radius) {
        return damage * Math.max(0f, 1f - distance2 / (radius * radius));
    }
}
