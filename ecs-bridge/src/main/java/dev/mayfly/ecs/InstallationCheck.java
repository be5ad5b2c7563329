package dev.mayfly.ecs;

import com.artemis.SystemInvocationStrategy;
import com.artemis.annotations.SkipWire;

import dev.mayfly.ecs.error.InjectorReplacedException;
import dev.mayfly.ecs.error.StrategyConflictException;

/**
 * Looks, before the first system is initialized, whether the world uses what the plugin installed:
 * Artemis drops a strategy or an injector for a later one in silence.
 */
@SkipWire
final class InstallationCheck extends PassiveSystem {

    private final SystemInvocationStrategy strategy;
    private final MemoryResolver resolver;

    InstallationCheck(SystemInvocationStrategy strategy, MemoryResolver resolver) {
        this.strategy = strategy;
        this.resolver = resolver;
    }

    @Override
    protected void initialize() {
        SystemInvocationStrategy inForce = world.getInvocationStrategy();
        if (!strategy.equals(inForce)) {
            throw new StrategyConflictException(inForce);
        }
        if (!resolver.isInUse()) {
            throw new InjectorReplacedException();
        }
    }
}
