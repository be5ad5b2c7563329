package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.SystemInvocationStrategy;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import java.util.ArrayList;
import java.util.List;

/** Worlds that a strategy of somebody else's runs. */
abstract class HostedTest extends WorldTest {

    final List<String> log = new ArrayList<>();

    /** Those that end with a round of listeners. */
    static List<SystemInvocationStrategy> strategiesThatEndWithARound() {
        return GuestStrategies.all().stream()
                .filter(strategy -> !(strategy instanceof GuestStrategies.StateMachine))
                .toList();
    }

    static List<SystemInvocationStrategy> strategies() {
        return GuestStrategies.all();
    }

    final World hosted(SystemInvocationStrategy strategy, BaseSystem... systems) {
        return new World(
                new WorldConfigurationBuilder()
                        .register(strategy)
                        .with(plugin())
                        .with(systems)
                        .build());
    }

    static World plain(SystemInvocationStrategy strategy, BaseSystem... systems) {
        return new World(new WorldConfigurationBuilder().register(strategy).with(systems).build());
    }
}
