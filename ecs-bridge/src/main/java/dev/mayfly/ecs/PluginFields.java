package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.annotations.SkipWire;

import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.internal.world.BridgeSystem;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * The fields that the plugin alone fills. Artemis leaves a field null that no resolver knows, so
 * where the plugin was forgotten, a system of ours says so when the world is made, before the first
 * use of such a field is a bare {@code NullPointerException}.
 */
final class PluginFields {

    private PluginFields() {}

    /**
     * Looks at a system whose world is being made.
     *
     * @param ours the class of the bridge that it extends
     * @throws NoPluginException if it has such a field, and the world no plugin
     */
    static void require(World world, BaseSystem system, Class<? extends BaseSystem> ours) {
        if (BridgeSystem.find(world, BridgeSystem.class) != null) {
            return;
        }
        for (Class<?> type = system.getClass(); type != ours; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (isFilled(field)) {
                    throw new NoPluginException(
                            "Field '"
                                    + field.getName()
                                    + "' of "
                                    + type.getName()
                                    + ", a "
                                    + field.getType().getSimpleName()
                                    + ", is filled by MayflyPlugin");
                }
            }
        }
    }

    private static boolean isFilled(Field field) {
        Class<?> type = field.getType();
        return !Modifier.isStatic(field.getModifiers())
                && !field.isAnnotationPresent(SkipWire.class)
                && (type == SoaMapper.class || MemoryResolver.fills(type));
    }
}
