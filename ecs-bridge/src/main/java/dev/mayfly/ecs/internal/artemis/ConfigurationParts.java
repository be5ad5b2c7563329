package dev.mayfly.ecs.internal.artemis;

import com.artemis.BaseSystem;
import com.artemis.SystemInvocationStrategy;
import com.artemis.WorldConfiguration;
import com.artemis.injection.CachedInjector;
import com.artemis.injection.FieldHandler;
import com.artemis.injection.FieldResolver;
import com.artemis.injection.InjectionCache;
import com.artemis.injection.Injector;
import com.artemis.utils.Bag;

import org.jspecify.annotations.Nullable;

/** What a configuration without a builder holds, and what a builder would add to it. */
public final class ConfigurationParts {

    /** Artemis' own managers come before all systems. */
    private static final int FIRST_SYSTEM = WorldConfiguration.ASPECT_SUBSCRIPTION_MANAGER_IDX + 1;

    private final WorldConfiguration configuration;
    private final Bag<BaseSystem> systems;

    /** The parts of a configuration. */
    @SuppressWarnings("unchecked")
    public ConfigurationParts(WorldConfiguration configuration) {
        this.configuration = configuration;
        systems =
                ArtemisInternals.read(
                        WorldConfiguration.class, "systems", configuration, Bag.class);
    }

    /** Whether a world was made of it. */
    public boolean isUsed() {
        return systems.get(WorldConfiguration.COMPONENT_MANAGER_IDX) != null;
    }

    /** Whether there is a system of this class. */
    public boolean hasSystem(Class<? extends BaseSystem> type) {
        for (int i = FIRST_SYSTEM; i < systems.size(); i++) {
            if (systems.get(i).getClass() == type) {
                return true;
            }
        }
        return false;
    }

    /** Adds a system before all others. */
    public void addFirst(BaseSystem system) {
        configuration.setSystem(system);
        for (int i = systems.size() - 1; i > FIRST_SYSTEM; i--) {
            systems.set(i, systems.get(i - 1));
        }
        systems.set(FIRST_SYSTEM, system);
    }

    /** The strategy that it was given so far. */
    public @Nullable SystemInvocationStrategy strategy() {
        return (SystemInvocationStrategy) read("invocationStrategy");
    }

    /**
     * Adds a resolver to the injector that there is, or to one like Artemis would make.
     *
     * @return whether that can be done: not with an injector of a class of somebody else's
     */
    public boolean addResolver(FieldResolver resolver) {
        Injector injector = (Injector) read("injector");
        if (injector == null) {
            injector = new CachedInjector();
            configuration.setInjector(injector);
        }
        if (!(injector instanceof CachedInjector)) {
            return false;
        }
        FieldHandler handler =
                (FieldHandler)
                        ArtemisInternals.read(CachedInjector.class, "fieldHandler", injector);
        if (handler == null) {
            handler = new FieldHandler(InjectionCache.sharedCache.get());
            injector.setFieldHandler(handler);
        }
        handler.addFieldResolver(resolver);
        return true;
    }

    private @Nullable Object read(String field) {
        return ArtemisInternals.read(WorldConfiguration.class, field, configuration);
    }
}
