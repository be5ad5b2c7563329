package dev.mayfly.ecs;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.EntitySubscription;
import com.artemis.EntityTransmuter;
import com.artemis.EntityTransmuterFactory;
import com.artemis.World;
import com.artemis.utils.IntBag;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** One of two worlds that must stay equal: with plain components, or with SoA components. */
public abstract class Twin {

    /** An ordinary component that both worlds have. */
    public static class Health extends Component {
        public int points = 10;
    }

    final World world;
    final ComponentMapper<? extends Component> positions;
    final ComponentMapper<? extends Component> velocities;
    final ComponentMapper<Health> health;
    final Archetype both;
    final Archetype positionOnly;
    final Archetype velocityOnly;
    final EntityTransmuter toBoth;
    final EntityTransmuter toVelocity;
    final EntityTransmuter toNothing;

    /** Deleted since the last tick ended. */
    final BitSet doomed = new BitSet();

    /** What the listeners were told since the last look. */
    final List<String> events = new ArrayList<>();

    final List<EntitySubscription> subscriptions = new ArrayList<>();

    Twin(World world, Class<? extends Component> position, Class<? extends Component> velocity) {
        this.world = world;
        positions = world.getMapper(position);
        velocities = world.getMapper(velocity);
        health = world.getMapper(Health.class);
        both = new ArchetypeBuilder().add(position).add(velocity).build(world);
        positionOnly = new ArchetypeBuilder(both).remove(velocity).add(Health.class).build(world);
        velocityOnly = new ArchetypeBuilder().add(velocity).build(world);
        toBoth = new EntityTransmuterFactory(world).add(position).add(velocity).build();
        toVelocity = new EntityTransmuterFactory(world).remove(position).add(velocity).build();
        toNothing =
                new EntityTransmuterFactory(world)
                        .remove(position)
                        .remove(velocity)
                        .remove(Health.class)
                        .build();
        subscribe(Aspect.all());
        subscribe(Aspect.all(position));
        subscribe(Aspect.all(position, velocity));
        subscribe(Aspect.all(position).exclude(velocity));
        subscribe(Aspect.one(position, Health.class));
        subscribe(Aspect.all(velocity).exclude(Health.class));
    }

    /** Writes numbers made from {@code value} into what the entity has. */
    abstract void write(int entity, int value);

    /** The position's numbers, whether or not the entity has it still. */
    abstract String position(int entity);

    /** The velocity's numbers. */
    abstract String velocity(int entity);

    private void subscribe(Aspect.Builder aspect) {
        EntitySubscription subscription = world.getAspectSubscriptionManager().get(aspect);
        subscription.addSubscriptionListener(new EventLog(this, subscriptions.size()));
        subscriptions.add(subscription);
    }

    IntBag living() {
        return subscriptions.get(0).getEntities();
    }

    /** One of the living, or -1. */
    int pick(int number) {
        IntBag living = living();
        return living.isEmpty() ? -1 : living.get(number % living.size());
    }

    void add(ComponentMapper<? extends Component> mapper, int entity, boolean viaEdit) {
        if (viaEdit) {
            world.edit(entity).create(mapper.getType().getType());
        } else {
            mapper.create(entity);
        }
    }

    void remove(ComponentMapper<? extends Component> mapper, int entity, boolean viaEdit) {
        if (viaEdit) {
            world.edit(entity).remove(mapper.getType());
        } else {
            mapper.remove(entity);
        }
    }

    void delete(int entity) {
        world.delete(entity);
        doomed.set(entity);
    }

    /** Everything there is to know about an entity. */
    String describe(int entity) {
        return entity
                + " composition "
                + world.compositionId(entity)
                + (positions.has(entity) ? " at " + position(entity) : "")
                + (velocities.has(entity) ? " moving " + velocity(entity) : "")
                + (health.has(entity) ? " with health" : "");
    }
}
