package dev.mayfly.ecs.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/**
 * Loads the classes of Mayfly and Artemis anew, with a call before each instruction that allocates,
 * or calls what does; the call throws as the JVM does where the heap is full, when it is told to.
 */
public final class FailingAllocations extends ClassLoader {

    private static final Set<String> COPYING = Set.of("copyOf", "copyOfRange", "clone");

    /** Counts; the one class that is the same for all. */
    public static final class Counter {
        private static long left = Long.MAX_VALUE;

        private Counter() {}

        /** So many go well from now on, and the next fails. */
        public static void failAfter(long count) {
            left = count;
        }

        /** None fails from now on; whether one has. */
        public static boolean stop() {
            boolean failed = left < 0;
            left = Long.MAX_VALUE;
            return failed;
        }

        /** One more. */
        public static void allocate() {
            if (left != Long.MAX_VALUE && left-- == 0) {
                throw new OutOfMemoryError("made to fail");
            }
        }
    }

    private static final ClassDesc COUNTER =
            ClassDesc.of(FailingAllocations.class.getName() + "$Counter");

    private final ClassFile files =
            ClassFile.of(
                    ClassFile.ClassHierarchyResolverOption.of(
                            ClassHierarchyResolver.ofResourceParsing(getParent())));

    FailingAllocations() {
        super(FailingAllocations.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean own = name.startsWith("dev.mayfly.") || name.startsWith("com.artemis.");
        if (!own || name.equals(Counter.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known != null ? known : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] counted = counting(in.readAllBytes());
            return defineClass(name, counted, 0, counted.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] counting(byte[] original) {
        return files.transformClass(
                files.parse(original),
                ClassTransform.transformingMethodBodies(
                        (code, element) -> {
                            if (allocates(element)) {
                                code.invokestatic(
                                        COUNTER,
                                        "allocate",
                                        MethodTypeDesc.of(ConstantDescs.CD_void));
                            }
                            code.with(element);
                        }));
    }

    private static boolean allocates(CodeElement element) {
        return element instanceof NewObjectInstruction
                || element instanceof NewPrimitiveArrayInstruction
                || element instanceof NewReferenceArrayInstruction
                || element instanceof NewMultiArrayInstruction
                || element instanceof InvokeDynamicInstruction
                || (element instanceof InvokeInstruction call
                        && COPYING.contains(call.name().stringValue()));
    }
}
