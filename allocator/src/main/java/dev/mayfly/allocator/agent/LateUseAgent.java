package dev.mayfly.allocator.agent;

import dev.mayfly.allocator.internal.lateuse.EndedObjects;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * The agent: what the JVM calls before the program starts, or, where the agent is attached to a JVM
 * that runs, then.
 */
public final class LateUseAgent {

    /** Where the JDK keeps what gives a segment its lifetime. */
    private static final String SEGMENTS = "jdk.internal.foreign";

    private LateUseAgent() {}

    /** Called by the JVM. */
    public static void premain(@SuppressWarnings("unused") String arguments, Instrumentation jvm) {
        openSegments(jvm);
        jvm.addTransformer(new FieldChecks(jvm));
        EndedObjects.activate();
    }

    /** Called by the JVM where the agent is attached later. */
    public static void agentmain(
            @SuppressWarnings("unused") String arguments, Instrumentation jvm) {
        if (EndedObjects.areWatched()) {
            return;
        }
        openSegments(jvm);
        FieldChecks checks = new FieldChecks(jvm);
        jvm.addTransformer(checks, true);
        EndedObjects.activate();
        checks.changeLoaded();
    }

    private static void openSegments(Instrumentation jvm) {
        jvm.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of(SEGMENTS, Set.of(LateUseAgent.class.getModule())),
                Set.of(),
                Map.of());
    }
}
