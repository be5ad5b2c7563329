package dev.mayfly.ecs;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.EntitySubscription;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameAllocator;

import java.util.ArrayList;
import java.util.List;

/**
 * A world in which every tick creates, changes and deletes entities at random, by a generator that
 * is itself in a column, and emits events and creates values that outlive the tick.
 */
public final class LivelyWorld {

    public final World world;
    final Position position;
    final Velocity velocity;
    public final Dice dice;
    private final Chatter chatter = new Chatter();
    private final List<EntitySubscription> subscriptions = new ArrayList<>();

    @All({Position.class, Velocity.class})
    static final class Movement extends SpanSystem {
        Position position;
        Velocity velocity;

        @Override
        protected void processSpan(int from, int to) {
            for (int e = from; e < to; e++) {
                position.x.add(e, velocity.x.get(e) * 0.25f);
            }
        }
    }

    /** Throws the dice for what to do. */
    public static final class Turnover extends BaseEntitySystem {
        SoaMapper<Position> positions;
        SoaMapper<Velocity> velocities;
        Position position;
        Velocity velocity;
        Dice dice;
        final Archetype[] moving = new Archetype[1];

        Turnover() {
            super(Aspect.all(Dice.class));
        }

        @Override
        protected void initialize() {
            moving[0] = new ArchetypeBuilder().add(Position.class).add(Velocity.class).build(world);
        }

        @Override
        protected void processSystem() {
            int master = subscription.getEntities().get(0);
            IntBag all = world.getAspectSubscriptionManager().get(Aspect.all()).getEntities();
            for (int i = 1; i < all.size(); i++) {
                int entity = all.get(i);
                switch (dice.roll(master, 40)) {
                    case 0, 1, 2 -> world.delete(entity);
                    case 3 -> positions.remove(entity);
                    case 4 -> velocities.create(entity);
                    case 5 -> velocities.remove(entity);
                    case 6 -> position.y.set(positions.create(entity) == null ? 0 : entity, 3f);
                    default -> velocity.mode.add(entity, 1);
                }
            }
            for (int i = dice.roll(master, 8); i > 0; i--) {
                int made = world.create(moving[0]);
                velocity.x.set(made, dice.roll(master, 100));
            }
            if (dice.roll(master, 4) == 0) {
                world.create();
            }
        }
    }

    public LivelyWorld(FrameAllocator memory, long seed) {
        world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin().allocator(memory))
                                .with(
                                        chatter.hearing,
                                        new Turnover(),
                                        chatter.speaking,
                                        chatter.answering,
                                        new Movement())
                                .build());
        position = WorldTest.mapper(world, Position.class).store();
        velocity = WorldTest.mapper(world, Velocity.class).store();
        dice = WorldTest.mapper(world, Dice.class).store();
        subscribe(Aspect.all());
        subscribe(Aspect.all(Position.class));
        subscribe(Aspect.all(Position.class).exclude(Velocity.class));
        subscribe(Aspect.one(Velocity.class, Dice.class));
        int master = world.create();
        WorldTest.mapper(world, Dice.class).create(master);
        dice.state.set(master, seed | 1);
    }

    private void subscribe(Aspect.Builder aspect) {
        subscriptions.add(world.getAspectSubscriptionManager().get(aspect));
    }

    /** A tick, and what is emitted and created between it and the next one. */
    public void tick() {
        world.process();
        int master = chatter.speaking.master();
        if (master >= 0) {
            chatter.speaking.speak(master);
        }
    }

    /** Everything that can be seen of it from outside. */
    public String describe() {
        StringBuilder all = new StringBuilder();
        for (EntitySubscription subscription : subscriptions) {
            all.append(subscription.getEntities()).append('\n');
        }
        IntBag living = subscriptions.get(0).getEntities();
        for (int i = 0; i < living.size(); i++) {
            int e = living.get(i);
            all.append(e).append(" composition ").append(world.compositionId(e));
            if (WorldTest.mapper(world, Position.class).has(e)) {
                all.append(" at ").append(Float.floatToRawIntBits(position.x.get(e)));
                all.append(' ').append(position.y.get(e)).append(' ').append(position.z().get(e));
            }
            if (WorldTest.mapper(world, Velocity.class).has(e)) {
                all.append(" moving ").append(velocity.x.get(e));
                all.append(' ').append(velocity.mode.get(e));
            }
            if (WorldTest.mapper(world, Dice.class).has(e)) {
                all.append(" dice ").append(dice.state.get(e));
            }
            all.append('\n');
        }
        return chatter.hearing.describe(all).toString();
    }

    /** The ids that the next entities will get; they are made, so ask last. */
    public List<Integer> nextIds(int count) {
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(world.create());
        }
        return ids;
    }
}
