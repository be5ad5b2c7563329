package dev.mayfly.ecs.internal.store;

import dev.mayfly.ecs.error.ComponentTypeException;

import java.lang.annotation.Annotation;

/**
 * What artemis-odb-contrib knows of component types and has no meaning for columns. It is known by
 * name, as the bridge does without contrib.
 */
final class ContribTypes {

    private static final String SINGLETON = "net.mostlyoriginal.api.Singleton";
    private static final String MIRRORABLE = "net.mostlyoriginal.api.component.common.Mirrorable";

    private ContribTypes() {}

    /** Throws if contrib would treat the type, which is stored in columns, as an object. */
    static void refuse(Class<?> type) {
        for (Annotation each : type.getAnnotations()) {
            if (each.annotationType().getName().equals(SINGLETON)) {
                throw new ComponentTypeException(
                        type,
                        "is a @Singleton, which a system uses without an entity, but a column has"
                                + " its values by entity; keep it a plain component, or drop the"
                                + " annotation, create one entity that has it and keep the id");
            }
        }
        if (isMirrorable(type)) {
            throw new ComponentTypeException(
                    type,
                    "implements Mirrorable, whose set() is given the one store for the component of"
                        + " either entity and can copy nothing; drop the interface, and call"
                        + " SoaMapper.copy(source, target) in place of M.mirror(target, source)");
        }
    }

    private static boolean isMirrorable(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Class<?> face : each.getInterfaces()) {
                if (face.getName().equals(MIRRORABLE) || isMirrorable(face)) {
                    return true;
                }
            }
        }
        return false;
    }
}
