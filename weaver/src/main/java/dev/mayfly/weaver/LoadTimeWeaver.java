package dev.mayfly.weaver;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Weaves each class when the JVM loads it.
 *
 * <p>Whether a component is woven depends on class files alone, so all classes that are loaded
 * agree on it, whichever comes first. The classes beside a component are defined right before it.
 * Nothing of the program is loaded to find out about it, and no lock is held while classes are
 * defined.
 */
final class LoadTimeWeaver implements ClassFileTransformer {

    private static final List<String> SPARED =
            List.of(
                    "java/",
                    "jdk/",
                    "sun/",
                    "com/artemis/",
                    "dev/mayfly/weaver/",
                    "dev/mayfly/ecs/",
                    "dev/mayfly/allocator/");

    private static final String BRIDGE = "dev.mayfly.ecs";

    private final Instrumentation jvm;
    private final Method define;

    /** What is known of the classes of each loader. */
    private final Map<ClassLoader, Known> loaders = new WeakHashMap<>();

    private final Set<Finding> told = new HashSet<>();

    LoadTimeWeaver(Instrumentation jvm) {
        this.jvm = jvm;
        try {
            define =
                    ClassLoader.class.getDeclaredMethod(
                            "defineClass",
                            String.class,
                            byte[].class,
                            int.class,
                            int.class,
                            ProtectionDomain.class);
            define.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("This JDK defines classes in another way", e);
        }
    }

    private record Known(Program program, Findings findings) {}

    @Override
    public byte @Nullable [] transform(
            Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (loader == null || name == null || SPARED.stream().anyMatch(name::startsWith)) {
            return null;
        }
        try {
            Map<String, byte[]> woven = weave(loader, name, bytes);
            byte[] own = woven.remove(name);
            if (own != null) {
                letReadBridge(module);
            }
            if (redefined == null) {
                for (Map.Entry<String, byte[]> each : woven.entrySet()) {
                    define(loader, each.getKey(), each.getValue(), domain);
                }
            }
            return own;
        } catch (RuntimeException | LinkageError | ReflectiveOperationException failed) {
            // The JVM would go on in silence.
            System.err.println(
                    "error: "
                            + Names.readable(name)
                            + " was not woven as it was loaded: "
                            + failed);
            return null;
        }
    }

    /** The class if it changes, and those that are to stand beside it. */
    private synchronized Map<String, byte[]> weave(ClassLoader loader, String name, byte[] bytes) {
        Known known = loaders.computeIfAbsent(loader, LoadTimeWeaver::known);
        ClassModel model = ClassFile.of().parse(bytes);
        Weaver weaver = new Weaver(known.program(), known.findings(), false);
        Shape shape = known.program().shape(name);
        boolean isPlain = shape != null && !shape.woven();
        Map<String, byte[]> all = new LinkedHashMap<>();
        byte[] woven = weaver.weave(model);
        if (woven != null) {
            all.put(name, woven);
        }
        if (isPlain) {
            all.putAll(weaver.beside(model));
        }
        new Doubts(known.program(), known.findings()).look(model);
        for (Finding each : known.findings().all()) {
            if (told.add(each)) {
                System.err.println(each);
            }
        }
        return all;
    }

    private static Known known(ClassLoader loader) {
        Findings findings = new Findings();
        // The loader must not be held by what is kept for as long as it lives.
        WeakReference<ClassLoader> weakly = new WeakReference<>(loader);
        return new Known(
                new Program(name -> find(weakly.get(), name), _ -> true, findings), findings);
    }

    private static byte @Nullable [] find(@Nullable ClassLoader loader, String name) {
        if (loader == null) {
            return null;
        }
        try (InputStream in = loader.getResourceAsStream(name + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new WeavingException(Names.readable(name) + " cannot be read: " + e, e);
        }
    }

    private void define(
            ClassLoader loader, String name, byte[] bytes, @Nullable ProtectionDomain domain)
            throws ReflectiveOperationException {
        try {
            define.invoke(loader, Names.readable(name), bytes, 0, bytes.length, domain);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof LinkageError)) { // it is there already
                throw e;
            }
        }
    }

    private void letReadBridge(Module module) {
        if (!module.isNamed() || module.getLayer() == null) {
            return;
        }
        module.getLayer()
                .findModule(BRIDGE)
                .filter(bridge -> !module.canRead(bridge))
                .ifPresent(
                        bridge ->
                                jvm.redefineModule(
                                        module,
                                        Set.of(bridge),
                                        Map.of(),
                                        Map.of(),
                                        Set.of(),
                                        Map.of()));
    }
}
