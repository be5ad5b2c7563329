package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.EntitySubscription;
import com.artemis.EntitySubscription.SubscriptionListener;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.Recording.Name;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Random programs of commands lead to the world, and to the events, that the same changes lead to
 * when they are made directly by whoever checks first that the entity is there.
 */
class CommandsModelTest {

    private enum Kind {
        CREATE,
        CREATE_MOVING,
        DELETE,
        ADD_POSITION,
        ADD_VELOCITY,
        ADD_NAME,
        REMOVE_POSITION,
        REMOVE_VELOCITY,
        REMOVE_NAME,
        SET,
        DELETE_DIRECTLY,
        NEXT_TURN,
        LISTENERS_CHANGE
    }

    private record Step(Kind kind, int pick, int value) {}

    /** A world whose systems carry out one part of a program each. */
    private abstract static class Player {
        final World world;
        final Position position;
        final SoaMapper<Position> positions;
        final SoaMapper<Velocity> velocities;
        final ComponentMapper<Name> names;
        final Archetype moving;
        final List<EntitySubscription> subscriptions = new ArrayList<>();
        final List<String> events = new ArrayList<>();

        /** What there is to pick from in this turn: ids that ever were, and new entities. */
        final List<Integer> targets = new ArrayList<>();

        boolean listenersChange;
        long skipped;

        Player(FrameAllocator memory) {
            world =
                    new World(
                            new WorldConfigurationBuilder()
                                    .with(new MayflyPlugin().allocator(memory))
                                    .with(new Recording(), new Recording.Later())
                                    .build());
            positions = WorldTest.mapper(world, Position.class);
            velocities = WorldTest.mapper(world, Velocity.class);
            names = world.getMapper(Name.class);
            position = positions.store();
            moving = new ArchetypeBuilder().add(Position.class).add(Velocity.class).build(world);
            watch(Aspect.all());
            watch(Aspect.all(Position.class));
            watch(Aspect.all(Position.class).exclude(Velocity.class));
            watch(Aspect.one(Velocity.class, Name.class));
        }

        private void watch(Aspect.Builder aspect) {
            int number = subscriptions.size();
            EntitySubscription subscription = world.getAspectSubscriptionManager().get(aspect);
            subscriptions.add(subscription);
            subscription.addSubscriptionListener(
                    new SubscriptionListener() {
                        @Override
                        public void inserted(IntBag entities) {
                            tell("inserted", number, entities);
                        }

                        @Override
                        public void removed(IntBag entities) {
                            tell("removed", number, entities);
                        }
                    });
        }

        private void tell(String what, int number, IntBag entities) {
            for (int i = 0; i < entities.size(); i++) {
                int entity = entities.get(i);
                events.add(number + what + entity + " at " + position.x.get(entity));
            }
            if (number == 2 && listenersChange && what.equals("inserted")) {
                for (int i = 0; i < entities.size(); i++) {
                    add(entities.get(i), velocities);
                }
            }
        }

        /** Runs the parts in one tick. */
        void tick(List<Step> one, List<Step> two) {
            world.getSystem(Recording.class).next(_ -> turn(one));
            world.getSystem(Recording.Later.class).next(_ -> turn(two));
            world.process();
            afterTick();
        }

        private void turn(List<Step> steps) {
            targets.clear();
            // Also those that are gone, and some that never were, where that is not refused.
            IntBag living = subscriptions.get(0).getEntities();
            for (int i = 0; i < (Safety.CHECKED ? living.size() : 12); i++) {
                targets.add(Safety.CHECKED ? living.get(i) : i);
            }
            steps.forEach(this::run);
        }

        private void run(Step step) {
            if (targets.isEmpty()) {
                targets.add(create());
            }
            int entity = targets.get(step.pick % targets.size());
            switch (step.kind) {
                case CREATE -> targets.add(create());
                case CREATE_MOVING -> targets.add(createMoving());
                case DELETE -> delete(entity);
                case ADD_POSITION -> add(entity, positions);
                case ADD_VELOCITY -> add(entity, velocities);
                case ADD_NAME -> add(entity, names);
                case REMOVE_POSITION -> remove(entity, positions);
                case REMOVE_VELOCITY -> remove(entity, velocities);
                case REMOVE_NAME -> remove(entity, names);
                case SET -> set(entity, step.value);
                case DELETE_DIRECTLY -> deleteDirectly(step.pick);
                case LISTENERS_CHANGE -> listenersChange = !listenersChange;
                case NEXT_TURN -> throw new AssertionError("not a step of a turn");
            }
        }

        abstract int create();

        abstract int createMoving();

        abstract void delete(int entity);

        abstract void add(int entity, ComponentMapper<?> mapper);

        abstract void remove(int entity, ComponentMapper<?> mapper);

        abstract void set(int entity, int value);

        abstract void deleteDirectly(int pick);

        abstract void afterTick();

        String describe() {
            StringBuilder all = new StringBuilder();
            subscriptions.forEach(s -> all.append(s.getEntities()).append('\n'));
            IntBag living = subscriptions.get(0).getEntities();
            for (int i = 0; i < living.size(); i++) {
                int e = living.get(i);
                all.append(e).append(' ').append(world.compositionId(e));
                all.append(positions.has(e)).append(velocities.has(e)).append(names.has(e));
                all.append(positions.has(e) ? position.x.get(e) : 0f).append('\n');
            }
            return all.append("skipped ").append(skipped).toString();
        }
    }

    private static final class Recorder extends Player {

        private final Commands commands = world.getSystem(Recording.class).commands;

        Recorder(FrameAllocator memory) {
            super(memory);
        }

        @Override
        int create() {
            return commands.create();
        }

        @Override
        int createMoving() {
            return commands.create(moving);
        }

        @Override
        void delete(int entity) {
            commands.delete(entity);
        }

        @Override
        void add(int entity, ComponentMapper<?> mapper) {
            if (mapper instanceof SoaMapper<?> soa) {
                commands.add(entity, soa.store());
            } else {
                commands.add(entity, mapper);
            }
        }

        @Override
        void remove(int entity, ComponentMapper<?> mapper) {
            if (mapper instanceof SoaMapper<?> soa) {
                commands.remove(entity, soa.store());
            } else {
                commands.remove(entity, mapper);
            }
        }

        @Override
        void set(int entity, int value) {
            commands.set(entity, position.x, value);
        }

        @Override
        void deleteDirectly(int pick) {
            IntBag living = subscriptions.get(0).getEntities();
            if (!living.isEmpty()) {
                world.delete(living.get(pick % living.size()));
            }
        }

        @Override
        void afterTick() {
            skipped = commands.skipped();
        }
    }

    /** Keeps its changes until the turn is over, for what is deleted directly comes first. */
    private static final class Direct extends Player {

        private final BitSet alive = new BitSet();
        private final List<Integer> made = new ArrayList<>();
        private final List<Runnable> pending = new ArrayList<>();
        private boolean inTurn;
        private int numbers;

        Direct(FrameAllocator memory) {
            super(memory);
        }

        @Override
        void tick(List<Step> one, List<Step> two) {
            world.getSystem(Recording.class).next(_ -> wholeTurn(one));
            world.getSystem(Recording.Later.class).next(_ -> wholeTurn(two));
            world.process();
            afterTick();
        }

        private void wholeTurn(List<Step> steps) {
            inTurn = true;
            super.turn(steps);
            inTurn = false;
            pending.forEach(Runnable::run);
            pending.clear();
            made.clear();
            numbers = 0;
        }

        private int makeLater(java.util.function.IntSupplier maker) {
            pending.add(
                    () -> {
                        int entity = maker.getAsInt();
                        alive.set(entity);
                        made.add(entity);
                    });
            numbers++;
            return -numbers;
        }

        private void changeLater(int entity, java.util.function.IntConsumer change) {
            Runnable run =
                    () -> {
                        int id = entity >= 0 ? entity : made.get(-entity - 1);
                        if (alive.get(id)) {
                            change.accept(id);
                        } else {
                            skipped++;
                        }
                    };
            if (inTurn) {
                pending.add(run);
            } else {
                // A listener: what it changes is seen when all have been told.
                run.run();
            }
        }

        @Override
        int create() {
            return makeLater(world::create);
        }

        @Override
        int createMoving() {
            return makeLater(() -> world.create(moving));
        }

        @Override
        void delete(int entity) {
            changeLater(entity, this::deleteNow);
        }

        private void deleteNow(int id) {
            world.delete(id);
            alive.clear(id);
        }

        @Override
        void add(int entity, ComponentMapper<?> mapper) {
            changeLater(entity, mapper::create);
        }

        @Override
        void remove(int entity, ComponentMapper<?> mapper) {
            changeLater(entity, mapper::remove);
        }

        @Override
        void set(int entity, int value) {
            changeLater(entity, id -> position.x.set(id, value));
        }

        @Override
        void deleteDirectly(int pick) {
            IntBag living = subscriptions.get(0).getEntities();
            if (!living.isEmpty()) {
                deleteNow(living.get(pick % living.size()));
            }
        }

        @Override
        void afterTick() {}
    }

    @Provide
    Arbitrary<List<Step>> programs() {
        return Combinators.combine(
                        Arbitraries.of(Kind.values()),
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.integers().between(1, 1_000))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(150);
    }

    @Property(tries = 400)
    void recordedChangesAreThoseMadeDirectlyWhenTheTurnIsOver(
            @ForAll("programs") List<Step> program) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            Recorder recorder = new Recorder(memory);
            Direct direct = new Direct(memory);
            List<List<Step>> turns = new ArrayList<>(List.of(new ArrayList<>()));
            for (Step step : program) {
                if (step.kind == Kind.NEXT_TURN) {
                    turns.add(new ArrayList<>());
                } else {
                    turns.get(turns.size() - 1).add(step);
                }
            }
            for (int i = 0; i < turns.size(); i += 2) {
                List<Step> second = i + 1 < turns.size() ? turns.get(i + 1) : List.of();
                recorder.tick(turns.get(i), second);
                direct.tick(turns.get(i), second);
                assertThat(recorder.describe()).isEqualTo(direct.describe());
                assertThat(recorder.events).isEqualTo(direct.events);
            }
            assertThat(recorder.world.create()).isEqualTo(direct.world.create());
            assertThat(memory.arena().used()).isZero();
        }
    }
}
