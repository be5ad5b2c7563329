package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.Component;
import com.artemis.Entity;
import com.artemis.PooledComponent;
import com.artemis.World;
import com.artemis.WorldConfiguration;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.DelayedComponentRemoval;
import com.artemis.annotations.EntityId;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameAllocator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Plays one scenario in a stock world and in one that has the plugin and no other change, and holds
 * what was logged in one against the other.
 */
final class DropIn {

    private DropIn() {}

    /** Sets a world up, and returns what to do with it. */
    interface Scenario {
        Script in(WorldConfigurationBuilder builder, List<String> log);
    }

    /** What is done with a world. */
    interface Script {
        void play(World world);
    }

    /** What happened, in either world. */
    static List<String> play(Scenario scenario) {
        return play(scenario, _ -> {});
    }

    /** What happened, in either world, whose injector knows what {@code registered} tells it. */
    static List<String> play(Scenario scenario, Consumer<WorldConfiguration> registered) {
        List<String> stock = play(new WorldConfigurationBuilder(), scenario, registered);
        try (FrameAllocator memory = FrameAllocator.create()) {
            List<String> ours =
                    play(
                            new WorldConfigurationBuilder()
                                    .with(new MayflyPlugin().allocator(memory)),
                            scenario,
                            registered);
            assertThat(ours).isEqualTo(stock);
            assertThat(memory.arena().depth()).isZero();
        }
        return stock;
    }

    private static List<String> play(
            WorldConfigurationBuilder builder,
            Scenario scenario,
            Consumer<WorldConfiguration> registered) {
        List<String> log = new ArrayList<>();
        Script script = scenario.in(builder, log);
        WorldConfiguration configuration = builder.build();
        registered.accept(configuration);
        World world = new World(configuration);
        script.play(world);
        world.dispose();
        return log;
    }

    /** An ordinary component. */
    public static class Health extends Component {
        public int points = 10;
    }

    /** A pooled one. */
    public static class Armour extends PooledComponent {
        public int plates = 3;

        @Override
        protected void reset() {
            plates = 3;
        }
    }

    /** One that can still be read when listeners hear of its removal. */
    @DelayedComponentRemoval
    public static class Ghost extends Component {
        public int fade = 5;
    }

    /** One with links of each kind. */
    public static class Crew extends Component {
        @EntityId public int captain = -1;
        public Entity mate;
        @EntityId public IntBag sailors = new IntBag();
    }
}
