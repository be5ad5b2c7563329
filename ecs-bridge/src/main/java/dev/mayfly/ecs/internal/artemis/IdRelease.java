package dev.mayfly.ecs.internal.artemis;

import com.artemis.ComponentManager;
import com.artemis.EntityManager;
import com.artemis.World;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.internal.Failures;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * Frees the ids of the entities that were deleted, and takes their components away: what {@code
 * World.process()} does when its strategy has run.
 */
public final class IdRelease {

    private final MethodHandle pending;
    private final MethodHandle purge;
    private final MethodHandle cleanComponents;
    private final MethodHandle cleanEntities;

    /** That of a world. */
    public IdRelease(World world) {
        Object changes = ArtemisInternals.read(World.class, "batchProcessor", world, Object.class);
        MethodType clean = MethodType.methodType(void.class, IntBag.class);
        pending = method(changes, "getPendingPurge", MethodType.methodType(IntBag.class));
        purge = method(changes, "purgeComponents", MethodType.methodType(void.class));
        cleanComponents = method(world.getComponentManager(), "clean", clean);
        cleanEntities = method(world.getEntityManager(), "clean", clean);
    }

    /** Frees them; to be called when listeners have been told of all that was deleted. */
    public void run() {
        try {
            IntBag deleted = (IntBag) pending.invokeExact();
            if (!deleted.isEmpty()) {
                cleanComponents.invokeExact(deleted);
                cleanEntities.invokeExact(deleted);
                purge.invokeExact();
            }
        } catch (Throwable thrown) {
            Failures.rethrow(thrown);
        }
    }

    private static MethodHandle method(Object target, String name, MethodType type) {
        return ArtemisInternals.method(declaring(target), name, type).bindTo(target);
    }

    /** Both may be of a class that extends Artemis' own. */
    private static Class<?> declaring(Object target) {
        return switch (target) {
            case ComponentManager _ -> ComponentManager.class;
            case EntityManager _ -> EntityManager.class;
            default -> target.getClass();
        };
    }
}
