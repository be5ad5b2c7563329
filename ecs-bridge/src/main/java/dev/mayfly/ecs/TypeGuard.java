package dev.mayfly.ecs;

import dev.mayfly.allocator.ColumnGuard;
import dev.mayfly.allocator.TypedBuffer;

/** Asks, for one type of components or events in one world, whether whoever uses it declares it. */
final class TypeGuard implements ColumnGuard {

    private final Turns turns;
    private final Class<?> type;

    TypeGuard(Turns turns, Class<?> type) {
        this.turns = turns;
        this.type = type;
    }

    /** Components or events of the type are about to be read, or counted. */
    void beforeRead() {
        SystemAccess reader = turns.reader();
        if (reader != null && !reader.mayRead(type)) {
            throw reader.read(type, type.getSimpleName());
        }
    }

    /**
     * Something is about to be done to components or events of the type as such.
     *
     * @param verb what, in the past, before the name of the type
     */
    void beforeWrite(String verb) {
        SystemAccess writer = turns.writer();
        if (writer != null && !writer.mayWrite(type)) {
            throw writer.wrote(type, verb + " " + type.getSimpleName());
        }
    }

    @Override
    public void beforeRead(TypedBuffer column) {
        SystemAccess reader = turns.reader();
        if (reader != null && !reader.mayRead(type)) {
            throw reader.read(type, column.toString());
        }
    }

    @Override
    public void beforeWrite(TypedBuffer column) {
        SystemAccess writer = turns.writer();
        if (writer != null && !writer.mayWrite(type)) {
            throw writer.wrote(type, "wrote to " + column);
        }
    }
}
