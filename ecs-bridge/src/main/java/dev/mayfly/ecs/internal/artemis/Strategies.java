package dev.mayfly.ecs.internal.artemis;

import com.artemis.SystemInvocationStrategy;
import com.artemis.World;

import dev.mayfly.allocator.internal.Failures;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** What Artemis alone may do with invocation strategies. */
public final class Strategies {

    private static final MethodHandle PROCESS =
            ArtemisInternals.method(
                    SystemInvocationStrategy.class, "process", MethodType.methodType(void.class));

    private static final MethodHandle PUT_IN_FORCE =
            ArtemisInternals.method(
                    World.class,
                    "setInvocationStrategy",
                    MethodType.methodType(void.class, SystemInvocationStrategy.class));

    private Strategies() {}

    /** Runs a strategy once, as {@code World.process()} does; throws what it throws. */
    public static void process(SystemInvocationStrategy strategy) {
        try {
            PROCESS.invokeExact(strategy);
        } catch (Throwable thrown) {
            Failures.rethrow(thrown);
        }
    }

    /** Makes a strategy the one that the world runs, and initializes it. */
    public static void putInForce(World world, SystemInvocationStrategy strategy) {
        try {
            PUT_IN_FORCE.invokeExact(world, strategy);
        } catch (Throwable thrown) {
            Failures.rethrow(thrown);
        }
    }
}
