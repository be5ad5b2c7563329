package dev.mayfly.ecs;

import com.artemis.ComponentMapper;

import dev.mayfly.ecs.error.ComponentTypeException;
import dev.mayfly.ecs.internal.store.Store;
import dev.mayfly.ecs.internal.store.StoredTypes;
import dev.mayfly.ecs.woven.WovenColumns;
import dev.mayfly.ecs.woven.WovenComponent;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/** Keeps {@link SoaComponent}s in columns, and components that were woven for {@link Columns}. */
final class ColumnTypes implements StoredTypes {

    private static final System.Logger LOG = System.getLogger("dev.mayfly.ecs");

    /** Those of which the log has told that they are not woven. */
    private static final Set<Class<?>> LOGGED =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    @Override
    public boolean isStored(Class<?> type) {
        return SoaComponent.class.isAssignableFrom(type)
                || WovenComponent.class.isAssignableFrom(type);
    }

    @Override
    public Class<?> declaring(Class<?> type) {
        if (!WovenComponent.class.isAssignableFrom(type)) {
            return type;
        }
        try {
            return Class.forName(type.getName() + "$Columns", true, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new ComponentTypeException(
                    type,
                    "was woven, but the class "
                            + type.getSimpleName()
                            + "$Columns, which was written beside it, is not there; keep what the"
                            + " weaver writes together",
                    e);
        }
    }

    @Override
    public ComponentMapper<?> mapper(Store<?> store) {
        return store.instance() instanceof WovenColumns<?> columns
                ? columns.newMapper()
                : SoaMapper.of(store);
    }

    @Override
    public boolean isCanonical(Class<?> type) {
        Columns marked = type.getAnnotation(Columns.class);
        return marked != null && marked.canonical();
    }

    @Override
    public void met(Class<?> plain) {
        if (plain.isAnnotationPresent(Columns.class) && LOGGED.add(plain)) {
            LOG.log(
                    System.Logger.Level.INFO,
                    plain.getName()
                            + " is marked @Columns and not woven: it runs as a plain component. Add"
                            + " mayfly-weaver to the build to have it in columns.");
        }
    }
}
