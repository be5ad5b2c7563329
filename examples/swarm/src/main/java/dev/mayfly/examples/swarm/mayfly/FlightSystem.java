package dev.mayfly.examples.swarm.mayfly;

import com.artemis.EntitySubscription;
import com.artemis.annotations.All;
import com.artemis.annotations.AspectDescriptor;
import com.artemis.utils.IntBag;

import dev.mayfly.ecs.SpanSystem;
import dev.mayfly.examples.swarm.rules.Hunt;

/** Turns agents away from the predators that alarm them. */
@All({Position.class, Steering.class, Perception.class, Flock.class})
@SuppressWarnings("NullAway.Init") // injected
final class FlightSystem extends SpanSystem {
    private Position position;
    private Steering steering;
    private Perception perception;

    @AspectDescriptor(all = {Position.class, Hunter.class})
    private EntitySubscription hunters;

    @Override
    protected void processSpan(int from, int to) {
        IntBag threats = hunters.getEntities();
        for (int i = 0; i < threats.size(); i++) {
            int threat = threats.get(i);
            flee(position.x.get(threat), position.y.get(threat), from, to);
        }
    }

    private void flee(float threatX, float threatY, int from, int to) {
        for (int e = from; e < to; e++) {
            float dx = threatX - position.x.get(e);
            float dy = threatY - position.y.get(e);
            float flight = Hunt.flight(dx * dx + dy * dy, perception.alarm.get(e));
            steering.x.add(e, dx * flight);
            steering.y.add(e, dy * flight);
        }
    }
}
