package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.Operation.Kind;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs random programs on a world with plain components and on one with SoA components, and holds
 * values, membership, subscriptions and listeners' events against each other after every tick.
 */
class DifferentialTest {

    /** Steps that one system makes in a turn, and that are made between two ticks. */
    private static final int STEPS = 12;

    private static final int TURNS_A_TICK = 3;

    /** Plays its part of the program in its turn. */
    abstract static class Player extends BaseSystem {
        List<Operation> part = List.of();
        Twin twin;

        @Override
        protected void processSystem() {
            part.forEach(operation -> operation.applyTo(twin));
        }
    }

    static final class FirstPlayer extends Player {}

    static final class SecondPlayer extends Player {}

    static final class ThirdPlayer extends Player {}

    /** A twin and the systems that play on it. */
    private static final class Stage {
        final List<Player> players =
                List.of(new FirstPlayer(), new SecondPlayer(), new ThirdPlayer());
        final Twin twin;

        Stage(WorldConfigurationBuilder builder, boolean delayed, Function<World, Twin> twins) {
            builder.alwaysDelayComponentRemoval(delayed);
            players.forEach(builder::with);
            twin = twins.apply(new World(builder.build()));
            players.forEach(player -> player.twin = twin);
        }

        void tick(List<Operation> program) {
            slice(program, TURNS_A_TICK).forEach(operation -> operation.applyTo(twin));
            for (int i = 0; i < TURNS_A_TICK; i++) {
                players.get(i).part = slice(program, i);
            }
            twin.world.process();
            twin.doomed.clear();
        }

        private static List<Operation> slice(List<Operation> program, int number) {
            int from = Math.min(number * STEPS, program.size());
            return program.subList(from, Math.min(from + STEPS, program.size()));
        }
    }

    @Property(tries = 160)
    void soaComponentsBehaveAsPlainOnesDo(
            @ForAll("programs") List<Operation> program, @ForAll boolean delayedRemoval) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            WorldConfigurationBuilder withPlugin =
                    new WorldConfigurationBuilder().with(new MayflyPlugin().allocator(memory));
            Stage soa = new Stage(withPlugin, delayedRemoval, SoaTwin::new);
            Stage plain =
                    new Stage(new WorldConfigurationBuilder(), delayedRemoval, PlainTwin::new);

            int perTick = STEPS * (TURNS_A_TICK + 1);
            for (int from = 0; from < program.size(); from += perTick) {
                List<Operation> part =
                        program.subList(from, Math.min(from + perTick, program.size()));
                soa.tick(part);
                plain.tick(part);
                compare(soa.twin, plain.twin);
            }
        }
    }

    @Provide
    Arbitrary<List<Operation>> programs() {
        List<Tuple2<Integer, Kind>> kinds =
                Stream.of(Kind.values()).map(kind -> Tuple.of(kind.weight, kind)).toList();
        return Combinators.combine(
                        Arbitraries.frequency(kinds),
                        Arbitraries.integers().between(0, 1 << 20).withoutEdgeCases(),
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.of(true, false))
                .as(Operation::new)
                .list()
                .ofMaxSize(2_000)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static void compare(Twin soa, Twin plain) {
        assertThat(soa.events).isEqualTo(plain.events);
        soa.events.clear();
        plain.events.clear();
        for (int i = 0; i < plain.subscriptions.size(); i++) {
            assertThat(soa.subscriptions.get(i).getEntities())
                    .isEqualTo(plain.subscriptions.get(i).getEntities());
        }
        IntBag living = plain.living();
        for (int i = 0; i < living.size(); i++) {
            int entity = living.get(i);
            assertThat(soa.describe(entity)).isEqualTo(plain.describe(entity));
            assertThat(soa.positions.get(entity) == null)
                    .isEqualTo(plain.positions.get(entity) == null);
        }
    }
}
