package dev.mayfly.weaver;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * The agent, {@code -javaagent:mayfly-weaver.jar}: weaves classes as they are loaded, so that a
 * game runs from an editor without a build step. What the weaver has to say goes to the error
 * stream.
 */
public final class WeaverAgent {

    private WeaverAgent() {}

    /** Called by the JVM. */
    public static void premain(@SuppressWarnings("unused") String arguments, Instrumentation jvm) {
        // Classes that are generated are defined in the loader of the component that they stand
        // beside.
        jvm.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of(Object.class.getPackageName(), Set.of(WeaverAgent.class.getModule())),
                Set.of(),
                Map.of());
        jvm.addTransformer(new LoadTimeWeaver(jvm));
    }
}
