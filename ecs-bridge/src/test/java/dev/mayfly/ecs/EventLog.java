package dev.mayfly.ecs;

import com.artemis.EntitySubscription;
import com.artemis.utils.IntBag;

/** Writes down what a subscription's listeners are told, and what the components look like then. */
final class EventLog implements EntitySubscription.SubscriptionListener {

    private final Twin twin;
    private final int number;

    EventLog(Twin twin, int number) {
        this.twin = twin;
        this.number = number;
    }

    @Override
    public void inserted(IntBag entities) {
        for (int i = 0; i < entities.size(); i++) {
            twin.events.add(number + " inserted " + twin.describe(entities.get(i)));
        }
    }

    @Override
    public void removed(IntBag entities) {
        for (int i = 0; i < entities.size(); i++) {
            int entity = entities.get(i);
            // Plain components can only be read here if their removal is delayed.
            boolean readable = number == 1 && twin.world.isAlwaysDelayComponentRemoval();
            twin.events.add(
                    number
                            + " removed "
                            + entity
                            + (twin.positions.has(entity) ? " position" : "")
                            + (twin.velocities.has(entity) ? " velocity" : "")
                            + (readable ? " was at " + twin.position(entity) : ""));
        }
    }
}
