package starfall.rules;

import starfall.Space;
import starfall.component.Health;
import starfall.component.Position;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sorts those that a gun could fire at. */
public final class Threats {
    /** One of them. */
    public static final class Threat {
        public final int entity;
        public final Position position;
        public final Health health;
        private float worth;

        Threat(int entity, Position position, Health health) {
            this.entity = entity;
            this.position = position;
            this.health = health;
        }
    }

    private static final Comparator<Threat> BEST =
            Comparator.<Threat>comparingDouble(threat -> threat.worth)
                    .thenComparingInt(threat -> threat.entity);

    private final List<Threat> threats = new ArrayList<>();

    public void clear() {
        threats.clear();
    }

    public void add(int entity, Position position, Health health) {
        threats.add(new Threat(entity, position, health));
    }

    /**
     * The nearest, where those that are nearly dead count as nearer.
     *
     * @return null where there is none
     */
    public Threat best(Position from, Space space) {
        for (Threat threat : threats) {
            threat.worth =
                    from.distance2(threat.position, space) * (0.5f + threat.health.share() * 0.5f);
        }
        threats.sort(BEST);
        return threats.isEmpty() ? null : threats.get(0);
    }
}
