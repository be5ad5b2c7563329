package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;
import java.util.Set;

/**
 * Code that the weaver has not seen used a woven component as an object with fields: it added one
 * that it had made, or read its fields by reflection. Nothing has changed.
 */
public final class UnwovenCodeException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    private static final int FRAMES_LOOKED_AT = 32;

    private static final Set<String> OURS =
            Set.of(
                    "dev.mayfly.ecs.woven.RowBag",
                    "dev.mayfly.ecs.woven.WovenMapper",
                    "dev.mayfly.ecs.woven.ReflectionGuard");

    private UnwovenCodeException(String message) {
        super(message);
    }

    /** Made by the bridge: by {@code EntityEdit.add}. */
    public static UnwovenCodeException added(Class<?> type) {
        String name = type.getSimpleName();
        return new UnwovenCodeException(
                "A "
                        + name
                        + " was added with EntityEdit.add by "
                        + caller()
                        + ", which is not woven, while "
                        + type.getName()
                        + " is. Weave that code too, or have it call edit.create("
                        + name
                        + ".class) and set what that returns.");
    }

    /** Made by the bridge: by what stands among a component's fields for that. */
    public static UnwovenCodeException reflected() {
        return new UnwovenCodeException(
                "The fields of a woven component were read by reflection, by "
                        + caller()
                        + ". Their values are in columns, and what is found in their place is"
                        + " nothing. To save entities set a SoaJsonSerializer (mayfly-ecs-json) as"
                        + " the serializer of the WorldSerializationManager, or keep the columns in"
                        + " a WorldSnapshot; keep @Columns off components that other tools read.");
    }

    private static String caller() {
        return StackWalker.getInstance()
                .walk(
                        frames ->
                                frames.map(StackWalker.StackFrame::getClassName)
                                        .filter(UnwovenCodeException::isForeign)
                                        .limit(FRAMES_LOOKED_AT)
                                        .findFirst())
                .orElse("code that cannot be told");
    }

    private static boolean isForeign(String name) {
        return !name.startsWith("com.artemis.EntityEdit")
                && !name.startsWith("com.artemis.utils.")
                && !name.startsWith("dev.mayfly.ecs.error.")
                && !OURS.contains(name)
                && !name.startsWith("java.");
    }
}
