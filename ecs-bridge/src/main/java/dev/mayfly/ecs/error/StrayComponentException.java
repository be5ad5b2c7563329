package dev.mayfly.ecs.error;

import com.artemis.Component;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.FrameComponent;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.SoaComponent;

import java.io.Serial;
import java.util.List;

/**
 * A {@link SoaComponent} or {@link FrameComponent} was constructed by someone other than the
 * plugin: by {@code new}, by Artemis because the world has no {@link MayflyPlugin}, or by Artemis'
 * own serializer. The message says by whom.
 */
public final class StrayComponentException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    private static final String ARTEMIS = "com.artemis.";
    private static final String SERIALIZER = ARTEMIS + "io.";
    private static final int FRAMES_LOOKED_AT = 16;

    /** Made by the bridge, in the constructor of the component. */
    public StrayComponentException(Class<?> type) {
        super(type.getName() + message(type));
    }

    private static String message(Class<?> type) {
        String maker = maker(type);
        if (maker.startsWith(SERIALIZER)) {
            return " was made by Artemis' serializer, which knows plain components alone. Set a"
                    + " SoaJsonSerializer (mayfly-ecs-json) as the serializer of the"
                    + " WorldSerializationManager, or keep the columns in a WorldSnapshot.";
        }
        if (maker.startsWith(ARTEMIS)) {
            return " was made by Artemis, in a world without MayflyPlugin. Add 'with(new"
                    + " MayflyPlugin())' to this world's WorldConfigurationBuilder. (If it is"
                    + " there: ask for the mapper in initialize() or later.)";
        }
        boolean soa = Component.class.isAssignableFrom(type);
        return " was made by 'new', but there is one for each world, whose rows belong to entities,"
                + " and MayflyPlugin makes it. Give an entity a row by "
                + (soa
                        ? "create(...) of a mapper, or world.edit(entity).create("
                                + type.getSimpleName()
                                + ".class)"
                        : "touch(entity)")
                + ", and set its columns through an injected field of type "
                + type.getSimpleName()
                + ".";
    }

    /**
     * The class that called the constructor, the first outside of the bridge, of the component and
     * of reflection; or, where that is Artemis, its serializer if that had it made.
     */
    private static String maker(Class<?> type) {
        List<String> callers =
                StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                        .walk(
                                frames ->
                                        frames.filter(frame -> !isConstruction(frame, type))
                                                .limit(FRAMES_LOOKED_AT)
                                                .map(StackWalker.StackFrame::getClassName)
                                                .toList());
        String first = callers.isEmpty() ? "" : callers.getFirst();
        return first.startsWith(ARTEMIS)
                ? callers.stream()
                        .filter(each -> each.startsWith(SERIALIZER))
                        .findFirst()
                        .orElse(first)
                : first;
    }

    private static boolean isConstruction(StackWalker.StackFrame frame, Class<?> type) {
        Class<?> at = frame.getDeclaringClass();
        return (at.isAssignableFrom(type) && frame.getMethodName().equals("<init>"))
                || at.getName().startsWith("dev.mayfly.ecs.internal.")
                || at.getName().startsWith("dev.mayfly.ecs.error.")
                || at.getName().startsWith("java.")
                || at.getName().startsWith("jdk.");
    }
}
