package dev.mayfly.ecs;

import com.artemis.World;
import com.artemis.injection.FieldResolver;
import com.artemis.utils.reflect.Field;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;

import org.jspecify.annotations.Nullable;

/**
 * Injects the allocator, the ticking thread's arena, the stores of SoA components and queries.
 * Mappers are injected by Artemis itself, which finds ours in its table.
 */
final class MemoryResolver implements FieldResolver {

    private final FrameAllocator allocator;
    private final ArenaFields arenaFields;
    private final SoaStores stores;
    private boolean inUse;

    MemoryResolver(FrameAllocator allocator, ArenaFields arenaFields, SoaStores stores) {
        this.allocator = allocator;
        this.arenaFields = arenaFields;
        this.stores = stores;
    }

    /** Whether the world's injector knows this resolver. */
    boolean isInUse() {
        return inUse;
    }

    @Override
    public void initialize(World world) {
        inUse = true;
    }

    @Override
    public @Nullable Object resolve(Object target, Class<?> fieldType, Field field) {
        if (fieldType.isPrimitive() || field.isStatic()) {
            return null;
        }
        if (fieldType == FrameArena.class) {
            return arenaFields.add(target, field);
        }
        if (fieldType == FrameAllocator.class) {
            return allocator;
        }
        if (SoaComponent.class.isAssignableFrom(fieldType)) {
            return stores.store(fieldType.asSubclass(SoaComponent.class));
        }
        if (fieldType == EntityQuery.class) {
            return EntityQuery.of(stores.world(), QueryAspect.of(target, field));
        }
        return null;
    }
}
