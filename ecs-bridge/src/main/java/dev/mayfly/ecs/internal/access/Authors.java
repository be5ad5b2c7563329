package dev.mayfly.ecs.internal.access;

import dev.mayfly.ecs.error.UndeclaredWriteException;

import java.util.List;
import java.util.stream.Collectors;

/** Whose turn it is: one system, or several that run at once. */
public record Authors(List<SystemAccess> systems) {

    /** Whether one of them declares that it writes the type. */
    public boolean mayWrite(Class<?> type) {
        for (SystemAccess system : systems) {
            if (system.mayWrite(type)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What to throw where the turn has left something of a type changed that it may not write.
     *
     * @param what was done, in the past
     */
    public UndeclaredWriteException changed(Class<?> type, String what) {
        if (systems.size() == 1) {
            return systems.getFirst().wrote(type, what + " in its turn");
        }
        String names =
                systems.stream()
                        .map(system -> system.system().getName())
                        .collect(Collectors.joining(", "));
        return new UndeclaredWriteException(names, type, what);
    }
}
