package dev.mayfly.ecs;

import com.artemis.World;
import com.artemis.injection.FieldResolver;
import com.artemis.utils.reflect.Field;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.ecs.error.NoFixedStepException;
import dev.mayfly.ecs.error.TransientTypeException;
import dev.mayfly.ecs.internal.entity.Generations;
import dev.mayfly.ecs.internal.store.SoaStores;
import dev.mayfly.ecs.internal.tick.ArenaFields;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;

/**
 * Injects the allocator, the ticking thread's arena, the stores of SoA components, what lives for
 * the tick, commands, queries, and handles of entities. Component mappers are injected by Artemis
 * itself, which finds ours in its table.
 */
final class MemoryResolver implements FieldResolver {

    /** Makes what goes into a field. */
    private interface Maker {
        Object make(MemoryResolver its, Object target, Field field);
    }

    /** For each type that is not that of a component. */
    private static final Map<Class<?>, Maker> MAKERS =
            Map.of(
                    FrameArena.class,
                    (its, target, field) -> its.arenaFields.add(target, field),
                    FrameAllocator.class,
                    (its, _, _) -> its.allocator,
                    Commands.class,
                    (its, _, _) -> its.commands.of(its.world()),
                    FixedStep.class,
                    (its, _, field) -> its.fixedStep(field),
                    EntityHandles.class,
                    (its, _, _) -> its.handles(),
                    EntityQuery.class,
                    (its, target, field) ->
                            EntityQuery.of(its.stores.world(), QueryAspect.of(target, field)),
                    FrameMapper.class,
                    (its, _, field) -> its.transients.mapper(its.world(), typeArgument(field)),
                    FrameEvents.class,
                    (its, _, field) -> its.transients.events(typeArgument(field)),
                    EventReader.class,
                    (its, target, field) -> its.newReader(target, field));

    private final FrameAllocator allocator;
    private final ArenaFields arenaFields;
    private final SoaStores stores;
    private final Transients transients;
    private final InjectedCommands commands;
    private final Generations generations;

    /** Null in a world without fixed steps. */
    private final @Nullable FixedStep fixedStep;

    private @Nullable EntityHandles handles;
    private @Nullable World world;

    MemoryResolver(
            FrameAllocator allocator,
            ArenaFields arenaFields,
            SoaStores stores,
            Transients transients,
            InjectedCommands commands,
            Generations generations,
            @Nullable FixedStep fixedStep) {
        this.allocator = allocator;
        this.arenaFields = arenaFields;
        this.stores = stores;
        this.transients = transients;
        this.commands = commands;
        this.fixedStep = fixedStep;
        this.generations = generations;
    }

    /** Whether the world's injector knows this resolver. */
    boolean isInUse() {
        return world != null;
    }

    /** Whether a field of this type is one to {@link #resolve}. */
    static boolean fills(Class<?> type) {
        return MAKERS.containsKey(type)
                || SoaComponent.class.isAssignableFrom(type)
                || FrameComponent.class.isAssignableFrom(type);
    }

    @Override
    public void initialize(World user) {
        world = user;
    }

    @Override
    public @Nullable Object resolve(Object target, Class<?> fieldType, Field field) {
        return fills(fieldType) && !field.isStatic() ? resolveOurs(target, fieldType, field) : null;
    }

    private Object resolveOurs(Object target, Class<?> fieldType, Field field) {
        Maker maker = MAKERS.get(fieldType);
        if (maker != null) {
            return maker.make(this, target, field);
        }
        return SoaComponent.class.isAssignableFrom(fieldType)
                ? stores.component(fieldType.asSubclass(SoaComponent.class))
                : transients.component(world(), fieldType.asSubclass(FrameComponent.class));
    }

    private EntityHandles handles() {
        if (handles == null) {
            handles = new EntityHandles(generations, world());
        }
        return handles;
    }

    private Object newReader(Object target, Field field) {
        return transients
                .events(typeArgument(field))
                .newReader(target.getClass().getName() + "." + field.getName());
    }

    private FixedStep fixedStep(Field field) {
        if (fixedStep == null) {
            throw new NoFixedStepException(field.getName(), field.getDeclaringClass());
        }
        return fixedStep;
    }

    private World world() {
        return Objects.requireNonNull(world, "Artemis initializes resolvers before it asks them");
    }

    private static Class<?> typeArgument(Field field) {
        Class<?> argument = field.getElementType(0);
        if (argument == null) {
            String type = field.getType().getSimpleName();
            throw new TransientTypeException(
                    "Field "
                            + field.getName()
                            + " of "
                            + field.getDeclaringClass().getName()
                            + " does not say which "
                            + type
                            + " it wants; name a class, as in "
                            + type
                            + "<Hit>, not a wildcard or a type variable.");
        }
        return argument;
    }
}
