package dev.mayfly.examples.swarm.plain;

import com.artemis.ComponentMapper;
import com.artemis.EntitySubscription;
import com.artemis.annotations.All;
import com.artemis.annotations.AspectDescriptor;
import com.artemis.systems.IteratingSystem;
import com.artemis.utils.IntBag;

import dev.mayfly.examples.swarm.rules.Hunt;

/** Turns agents away from the predators that alarm them. */
@All({Position.class, Steering.class, Perception.class, Flock.class})
@SuppressWarnings("NullAway.Init") // injected
final class FlightSystem extends IteratingSystem {
    private ComponentMapper<Position> positions;
    private ComponentMapper<Steering> steerings;
    private ComponentMapper<Perception> perceptions;

    @AspectDescriptor(all = {Position.class, Hunter.class})
    private EntitySubscription hunters;

    @Override
    protected void process(int e) {
        Position position = positions.get(e);
        Steering steering = steerings.get(e);
        float alarm = perceptions.get(e).alarm;
        IntBag threats = hunters.getEntities();
        for (int i = 0; i < threats.size(); i++) {
            Position threat = positions.get(threats.get(i));
            float dx = threat.x - position.x;
            float dy = threat.y - position.y;
            float flight = Hunt.flight(dx * dx + dy * dy, alarm);
            steering.x += dx * flight;
            steering.y += dy * flight;
        }
    }
}
