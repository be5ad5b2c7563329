package dev.mayfly.allocator.internal.lateuse;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The call sites of the checks, one for each class that has fields.
 *
 * <p>How it works: which classes are to be watched is known when their first object is handed out,
 * long after the code that uses them was loaded, and while it runs. So every access gets a call,
 * whose target does nothing, and which the JIT compiles to nothing. When a class is watched the
 * target of its site, and of those of its parents, is exchanged; the JVM sees to it that running
 * code changes as well.
 */
public final class CheckSites {

    private static final ConcurrentHashMap<String, MutableCallSite> BY_CLASS =
            new ConcurrentHashMap<>();

    private static final MethodType TYPE = MethodType.methodType(void.class, Object.class);
    private static final MethodHandle NO_CHECK = MethodHandles.empty(TYPE);
    private static final MethodHandle CHECK = find(EndedMessages.class, "check", TYPE);
    private static final MethodHandle HAS_OBJECT =
            find(
                    CheckSites.class,
                    "hasObject",
                    MethodType.methodType(boolean.class, VarHandle.class));

    private static final ClassValue<Boolean> WATCHED =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return exchangeTargets(type);
                }
            };

    private CheckSites() {}

    private static MethodHandle find(Class<?> owner, String name, MethodType type) {
        try {
            return MethodHandles.lookup().findStatic(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Called by the JVM, when the call before an access is made for the first time at its place; by
     * {@code FieldChecks} of the agent, which writes that call, by this name and these parameters.
     *
     * @param owner the class of the field, as class files name it
     */
    public static CallSite link(
            @SuppressWarnings("unused") MethodHandles.Lookup caller,
            @SuppressWarnings("unused") String name,
            @SuppressWarnings("unused") MethodType type,
            String owner) {
        return site(owner);
    }

    /**
     * As {@link #link}, for an access through a {@link VarHandle}: the call takes the handle, the
     * object and what else the access takes, and is that access behind a check of the object. A
     * handle of a static field has no object, and its value is not checked.
     *
     * @param mode the method of the handle
     * @param owner the class that the object is said to be of, as class files name it
     */
    public static CallSite linkVarHandle(
            @SuppressWarnings("unused") MethodHandles.Lookup caller,
            String mode,
            MethodType type,
            String owner) {
        MethodHandle access =
                MethodHandles.varHandleInvoker(
                        VarHandle.AccessMode.valueFromMethodName(mode),
                        type.dropParameterTypes(0, 1));
        MethodHandle check =
                site(owner)
                        .dynamicInvoker()
                        .asType(MethodType.methodType(void.class, type.parameterType(1)));
        MethodHandle checkIfOfObject =
                MethodHandles.guardWithTest(
                        HAS_OBJECT,
                        MethodHandles.dropArguments(check, 0, VarHandle.class),
                        MethodHandles.empty(
                                MethodType.methodType(
                                        void.class, VarHandle.class, type.parameterType(1))));
        return new ConstantCallSite(MethodHandles.foldArguments(access, checkIfOfObject));
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static boolean hasObject(VarHandle handle) {
        return !handle.coordinateTypes().isEmpty();
    }

    private static MutableCallSite site(String owner) {
        return BY_CLASS.computeIfAbsent(owner, key -> new MutableCallSite(NO_CHECK));
    }

    /** Has accesses to fields of objects of that class checked from now on, by all threads. */
    static void watch(Class<?> type) {
        WATCHED.get(type);
    }

    private static boolean exchangeTargets(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            MutableCallSite site = site(each.getName().replace('.', '/'));
            site.setTarget(CHECK);
            MutableCallSite.syncAll(new MutableCallSite[] {site});
        }
        return true;
    }
}
