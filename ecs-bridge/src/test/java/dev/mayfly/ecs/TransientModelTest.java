package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.FrameAllocator;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs random programs on every form and lifetime of transient component, and holds each against a
 * plain map after every step.
 */
class TransientModelTest {

    private enum Kind {
        SPAWN,
        DELETE,
        TOUCH,
        WRITE,
        NEXT_TURN,
        FAIL
    }

    private record Step(Kind kind, int pick, int value) {}

    /** What one of the tables should hold. */
    private static final class Model {
        final Hits hits;
        final Map<Integer, Integer> damage = new LinkedHashMap<>();
        final Map<Integer, Integer> bornIn = new LinkedHashMap<>();

        Model(Hits hits) {
            this.hits = hits;
        }

        void touch(int entity, int tick) {
            if (bornIn.getOrDefault(entity, -1) != tick) {
                damage.put(entity, 1);
                bornIn.put(entity, tick);
            }
            assertThat(hits.create(entity)).isEqualTo(damage.get(entity));
        }

        void write(int entity, int value) {
            if (damage.containsKey(entity)) {
                damage.put(entity, value);
                hits.setDamage(entity, value);
            }
        }

        void drop(int entity) {
            damage.remove(entity);
            bornIn.remove(entity);
        }

        void endTick(int tick) {
            List<Integer> ended =
                    bornIn.keySet().stream()
                            .filter(entity -> bornIn.get(entity) + hits.lifetime <= tick + 1)
                            .toList();
            ended.forEach(this::drop);
        }

        void compare(Set<Integer> present) {
            assertThat(hits.entities()).as("%s", hits).containsExactlyElementsOf(damage.keySet());
            for (int entity : present) {
                assertThat(hits.table.has(entity)).isEqualTo(damage.containsKey(entity));
                if (damage.containsKey(entity)) {
                    assertThat(hits.damage(entity)).isEqualTo(damage.get(entity));
                }
            }
        }
    }

    /** Plays a program: the steps between two NEXT_TURNs are made in a turn, or between ticks. */
    private static final class Player {

        private static final RuntimeException FAILURE = new IllegalStateException("boom");

        final World world;
        final List<Model> models;
        final List<Step> program;
        final List<Integer> present = new ArrayList<>();
        final Set<Integer> doomed = new HashSet<>();
        int next;
        int tick;

        Player(FrameAllocator memory, List<Step> program, int stepsToOverflow) {
            this.program = program;
            world =
                    new World(
                            new WorldConfigurationBuilder()
                                    .with(new MayflyPlugin().allocator(memory))
                                    .with(
                                            new Turn.First(_ -> playPart(true)),
                                            new Turn.Second(_ -> playPart(true)))
                                    .build());
            models = Hits.all(world).stream().map(Model::new).toList();
            models.forEach(model -> model.hits.table.tick = Integer.MAX_VALUE - stepsToOverflow);
        }

        void play() {
            while (next < program.size()) {
                playPart(false);
                Throwable failure = catchThrowable(world::process);
                assertThat(failure).isIn(null, FAILURE);
                endTick(failure == null);
            }
        }

        private void endTick(boolean completed) {
            models.forEach(model -> model.endTick(tick));
            if (completed) {
                models.forEach(model -> doomed.forEach(model::drop));
                present.removeAll(doomed);
                doomed.clear();
            }
            tick++;
            compare();
        }

        private void playPart(boolean inTurn) {
            while (next < program.size()) {
                Step step = program.get(next++);
                if (step.kind == Kind.NEXT_TURN) {
                    return;
                }
                if (step.kind == Kind.FAIL) {
                    if (inTurn && step.value < 20) {
                        throw FAILURE;
                    }
                } else {
                    apply(step);
                    compare();
                }
            }
        }

        private void apply(Step step) {
            if (step.kind == Kind.SPAWN || present.isEmpty()) {
                int entity = world.create();
                assertThat(present).as("ids in use").doesNotContain(entity);
                present.add(entity);
                return;
            }
            int entity = present.get(step.pick % present.size());
            switch (step.kind) {
                case DELETE -> {
                    world.delete(entity);
                    doomed.add(entity);
                }
                case TOUCH -> models.forEach(model -> model.touch(entity, tick));
                default -> models.forEach(model -> model.write(entity, step.value));
            }
        }

        private void compare() {
            Set<Integer> ids = new HashSet<>(present);
            models.forEach(model -> model.compare(ids));
        }
    }

    @Property(tries = 300)
    void everyFormAgreesWithAPlainMap(
            @ForAll("programs") List<Step> program, @ForAll("starts") int stepsToOverflow) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            new Player(memory, program, stepsToOverflow).play();
        }
    }

    @Provide
    Arbitrary<Integer> starts() {
        return Arbitraries.integers().between(0, 12);
    }

    @Provide
    Arbitrary<List<Step>> programs() {
        Arbitrary<Kind> kinds =
                Arbitraries.frequency(
                        Tuple.of(6, Kind.SPAWN),
                        Tuple.of(5, Kind.DELETE),
                        Tuple.of(12, Kind.TOUCH),
                        Tuple.of(6, Kind.WRITE),
                        Tuple.of(7, Kind.NEXT_TURN),
                        Tuple.of(1, Kind.FAIL));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, 1 << 20).withoutEdgeCases(),
                        Arbitraries.integers().between(2, 100))
                .as(Step::new)
                .list()
                .ofMinSize(50)
                .ofMaxSize(300);
    }
}
