package dev.mayfly.lateuse;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.pool.ObjectPool;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Late uses in a class that is defined without a name, and of which one method has no room for
 * checks. Run in a JVM of its own with the agent.
 */
public final class OddClasses {

    private static final ClassDesc THING = ClassDesc.of(Thing.class.getName());

    /** Accesses of 5 bytes; a check takes 6 more for each. */
    private static final int MANY = 8_000;

    /** What is used; seen by every loader. */
    public static final class Thing {
        public int count;
    }

    private OddClasses() {}

    private static final class Loader extends ClassLoader {
        Loader() {
            super(OddClasses.class.getClassLoader());
        }

        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }

    /** Prints what came of a late use in each method. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        ObjectPool<Thing> pool = ObjectPool.of(Thing::new).build();
        Thing late = pool.take();
        pool.give(late);
        Class<?> odd = new Loader().define(bytes());
        for (String name : new String[] {"small", "huge", "last"}) {
            Method method = odd.getMethod(name, Thing.class);
            try {
                method.invoke(null, late);
                System.out.println(name + ": unnoticed");
            } catch (InvocationTargetException thrown) {
                Throwable cause = thrown.getCause();
                System.out.println(
                        name + ": " + (cause instanceof ExpiredException ? "noticed" : cause));
            }
        }
    }

    private static byte[] bytes() {
        return ClassFile.of()
                .build(
                        ClassDesc.of("dev.mayfly.lateuse.Odd"),
                        type -> {
                            type.withFlags(ClassFile.ACC_PUBLIC);
                            for (String name : new String[] {"small", "huge", "last"}) {
                                int many = name.equals("huge") ? MANY : 1;
                                type.withMethodBody(
                                        name,
                                        MethodTypeDesc.of(ConstantDescs.CD_void, THING),
                                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                        code -> {
                                            for (int i = 0; i < many; i++) {
                                                code.aload(0)
                                                        .getfield(
                                                                THING,
                                                                "count",
                                                                ConstantDescs.CD_int)
                                                        .pop();
                                            }
                                            code.return_();
                                        });
                            }
                        });
    }
}
