package dev.mayfly.lateuse;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.pool.ObjectPool;

/**
 * Attaches the agent of the property {@code agent} to the JVM that this runs in, when all its
 * classes are loaded.
 */
public final class AttachedLate {

    private static int sum;

    private AttachedLate() {}

    /** Prints what came of a late use before, and after. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        ObjectPool<Particle> pool = ObjectPool.of(Particle::new).build();
        System.out.println("before: " + useLate(pool));
        attach(System.getProperty("agent"));
        System.out.println("after: " + useLate(pool));
        attach(System.getProperty("agent"));
        System.out.println("twice: " + useLate(pool));
        System.out.println("sum: " + sum);
    }

    private static String useLate(ObjectPool<Particle> pool) {
        Particle late = pool.take();
        late.count = 1;
        pool.give(late);
        try {
            sum += late.count;
            return "unnoticed";
        } catch (ExpiredException noticed) {
            return "noticed";
        }
    }

    /** By reflection, since the module of the tests does not require that of the tool. */
    private static void attach(String jar) throws ReflectiveOperationException {
        Class<?> machines = Class.forName("com.sun.tools.attach.VirtualMachine");
        String own = Long.toString(ProcessHandle.current().pid());
        Object machine = machines.getMethod("attach", String.class).invoke(null, own);
        machines.getMethod("loadAgent", String.class).invoke(machine, jar);
        machines.getMethod("detach").invoke(machine);
    }
}
