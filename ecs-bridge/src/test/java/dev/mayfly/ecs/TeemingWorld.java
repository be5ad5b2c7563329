package dev.mayfly.ecs;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.utils.BitVector;

import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.internal.Safety;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A world in which parallel bodies create, change and delete entities, their own and those of other
 * bodies, and emit events that a later system writes into columns in their order. All chance is in
 * columns.
 */
final class TeemingWorld {

    private static final int AIM = 600;

    /** Something that happened to an entity. */
    public static class Ping implements Poolable {
        public int entity;
        public float x;

        @Override
        public void reset() {
            entity = -1;
        }
    }

    /** The same, known until the emitter's next turn. */
    @Lifetime(ticks = 2)
    public static final class Echo extends Ping {}

    /** What a dice says happens. */
    @FrameScoped
    @All(Dice.class)
    static class Life extends ParallelSpanSystem {
        Dice dice;
        Position position;
        Velocity velocity;
        Score score;
        SoaMapper<Velocity> velocities;
        FrameEvents<Ping> pings;
        FrameEvents<Echo> echoes;
        @Nullable Archetype born;
        BitVector all = new BitVector();
        final Set<Integer> workersSeen = ConcurrentHashMap.newKeySet();
        private int births;

        @Override
        protected int grain() {
            return 32;
        }

        @Override
        protected void initialize() {
            all = world.getAspectSubscriptionManager().get(Aspect.all()).getActiveEntityIds();
            born =
                    new ArchetypeBuilder()
                            .add(Dice.class)
                            .add(Position.class)
                            .add(Score.class)
                            .build(world);
        }

        @Override
        protected void begin() {
            births = subscription.getEntities().size() < AIM ? 3 : 1;
        }

        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {
            workersSeen.add(worker.index());
            Commands commands = worker.commands();
            Ints rolls = worker.frame().ints(to - from);
            for (int e = from; e < to; e++) {
                rolls.set(e - from, dice.roll(e, 40));
            }
            for (int e = from; e < to; e++) {
                act(e, rolls.get(e - from), commands, worker);
            }
            if ((from & 64) == 0) {
                // So that who is first varies.
                LockSupport.parkNanos(1);
            }
        }

        private void act(int e, int roll, Commands commands, SpanWorker worker) {
            if (roll < births) {
                int child = commands.create(born);
                commands.set(child, dice.state, dice.state.get(e) * 31 | 1);
                commands.set(child, position.x, e);
                if (roll == 1) {
                    commands.add(child, velocity);
                    commands.set(child, velocity.mode, roll);
                }
            }
            switch (roll) {
                case 3, 4 -> commands.delete(e);
                case 5 -> commands.delete(someone(e));
                case 6 -> commands.add(e, velocities);
                case 7 -> commands.remove(e, velocity);
                case 8 -> commands.set(someone(e), position.y, e);
                case 9 -> commands.add(someone(e), velocity);
                case 10, 11 -> emit(worker.events(pings).emit(), e);
                case 12 -> emit(worker.events(echoes).emit(), e);
                default -> position.x.add(e, roll);
            }
        }

        /** Any id; only where that is refused, one that is known to have an entity. */
        private int someone(int e) {
            int id = dice.roll(e, AIM);
            return Safety.CHECKED && !all.get(id) ? e : id;
        }

        private void emit(Ping ping, int e) {
            ping.entity = e;
            ping.x = position.x.get(e);
        }
    }

    /** Another one, so that a tick has two loops. */
    @All({Position.class, Velocity.class})
    static class Movement extends ParallelSpanSystem {
        Position position;
        Velocity velocity;
        Dice dice;

        @Override
        protected int grain() {
            return 10;
        }

        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {
            for (int e = from; e < to; e++) {
                position.x.add(e, velocity.x.get(e) * 0.25f);
                if (position.x.get(e) > 900f) {
                    worker.commands().delete(e);
                }
            }
        }
    }

    /** Writes the events down. */
    static class Listening extends BaseSystem {
        FrameEvents<Ping> pings;
        FrameEvents<Echo> echoes;
        Score score;
        Commands commands;

        @Override
        protected void processSystem() {
            for (int i = 0; i < pings.size(); i++) {
                Ping ping = pings.get(i);
                score.points.set(ping.entity, i + ping.x);
                if (i % 16 == 3) {
                    commands.delete(ping.entity);
                }
            }
            for (int i = 0; i < echoes.size(); i++) {
                score.team.add(echoes.get(i).entity, i + 1);
            }
        }
    }

    final World world;
    final Life life = new Life();
    final Listening listening = new Listening();

    TeemingWorld(MayflyPlugin plugin) {
        world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin)
                                .with(life, listening, new Movement())
                                .build());
        for (int i = 1; i <= AIM; i++) {
            int entity = world.create(life.born);
            life.dice.state.set(entity, i * 0x9E3779B97F4A7C15L | 1);
        }
    }
}
