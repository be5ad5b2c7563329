package dev.mayfly.ecs;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where the public API of a module is handed code of the program. */
public final class HandedOver {

    /** What may be extended, and is as a rule the JDK's, Artemis' or libGDX' own. */
    private static final Set<String> OF_LIBRARIES =
            Set.of(
                    "java.lang.Object",
                    "java.lang.Thread",
                    "java.lang.Throwable",
                    "java.util.List",
                    "java.nio.file.Path",
                    "com.artemis.Aspect$Builder",
                    "com.artemis.ComponentMapper",
                    "com.artemis.World",
                    "com.artemis.WorldConfigurationBuilder",
                    "com.artemis.utils.IntBag",
                    "com.badlogic.gdx.utils.Json",
                    "com.badlogic.gdx.utils.JsonValue");

    private HandedOver() {}

    /**
     * Each public method with a parameter that a class of the program may be behind, as {@code
     * Type.method(ParameterType)}, and each method that a class of the program may define, as
     * {@code Type.method()}, of the module that {@code any} is in.
     */
    public static Set<String> in(Class<?> any) throws IOException, ClassNotFoundException {
        Set<String> found = new TreeSet<>();
        for (Class<?> type : publicTypes(any)) {
            List<Executable> all = new ArrayList<>(List.of(type.getDeclaredMethods()));
            all.addAll(List.of(type.getDeclaredConstructors()));
            for (Executable method : all) {
                if (isOpen(method.getModifiers()) && !method.isSynthetic()) {
                    addParameters(method, found);
                    if (method instanceof Method defined && isForTheProgram(defined)) {
                        found.add(nameOf(method) + "()");
                    }
                }
            }
        }
        return found;
    }

    private static void addParameters(Executable method, Set<String> found) {
        for (Class<?> parameter : method.getParameterTypes()) {
            Class<?> type = parameter;
            while (type.isArray()) {
                type = type.getComponentType();
            }
            if (isCode(type)) {
                found.add(nameOf(method) + "(" + type.getSimpleName() + ")");
            }
        }
    }

    private static String nameOf(Executable method) {
        String name = method.getName();
        int start = 1 + Math.max(name.lastIndexOf('.'), name.lastIndexOf('$'));
        return method.getDeclaringClass().getSimpleName() + "." + name.substring(start);
    }

    private static boolean isCode(Class<?> type) {
        return !type.isPrimitive()
                && !type.isSealed()
                && !Modifier.isFinal(type.getModifiers())
                && !OF_LIBRARIES.contains(type.getName())
                && (!type.getName().startsWith("dev.mayfly.") || hasMethodsToDefine(type));
    }

    private static boolean isForTheProgram(Method method) {
        Class<?> type = method.getDeclaringClass();
        int modifiers = method.getModifiers();
        return !type.isAnnotation()
                && !type.isSealed()
                && !Modifier.isFinal(type.getModifiers())
                && isExtensible(type)
                && isOpen(modifiers)
                && !method.isSynthetic()
                && !Modifier.isFinal(modifiers)
                && !Modifier.isStatic(modifiers);
    }

    private static boolean hasMethodsToDefine(Class<?> type) {
        return Stream.of(type.getDeclaredMethods()).anyMatch(HandedOver::isForTheProgram);
    }

    private static boolean isExtensible(Class<?> type) {
        return type.isInterface()
                || Stream.of(type.getDeclaredConstructors())
                        .anyMatch(each -> isOpen(each.getModifiers()));
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static List<Class<?>> publicTypes(Class<?> any)
            throws IOException, ClassNotFoundException {
        Path root =
                Path.of(
                        URI.create(
                                any.getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toString()));
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name =
                        root.relativize(file)
                                .toString()
                                .replace(file.getFileSystem().getSeparator(), ".");
                if (name.endsWith(".class")
                        && name.startsWith("dev.mayfly.")
                        && !name.contains(".internal.")
                        && !name.contains("-info")) {
                    Class<?> type = Class.forName(name.substring(0, name.length() - 6));
                    if (isOpen(type.getModifiers())) {
                        types.add(type);
                    }
                }
            }
        }
        return types;
    }

    /** Throws unless each of the tests exists, in the package of a class or in one below it. */
    public static void requireTests(Class<?> beside, Iterable<String> tests) throws Exception {
        for (String test : tests) {
            int dot = test.lastIndexOf('.');
            String type = beside.getPackageName() + "." + test.substring(0, dot);
            String name = test.substring(dot + 1);
            if (Stream.of(Class.forName(type).getDeclaredMethods())
                    .noneMatch(each -> each.getName().equals(name))) {
                throw new AssertionError("There is no " + test);
            }
        }
    }
}
