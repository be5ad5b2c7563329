package dev.mayfly.ecs.internal.access;

/** Asks, for one type of components or events in one world, whether whoever uses it declares it. */
public final class TypeGuard {

    private final Turns turns;
    private final Class<?> type;

    /** A guard of this type. */
    public TypeGuard(Turns turns, Class<?> type) {
        this.turns = turns;
        this.type = type;
    }

    Turns turns() {
        return turns;
    }

    Class<?> type() {
        return type;
    }

    /** Components or events of the type are about to be read, or counted. */
    public void beforeRead() {
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
    public void beforeWrite(String verb) {
        SystemAccess writer = turns.writer();
        if (writer != null && !writer.mayWrite(type)) {
            throw writer.wrote(type, verb + " " + type.getSimpleName());
        }
    }

    /** Elements of one of its columns are about to be read. */
    void beforeRead(Object column) {
        SystemAccess reader = turns.reader();
        if (reader != null && !reader.mayRead(type)) {
            throw reader.read(type, column.toString());
        }
    }

    /** Elements of one of its columns are about to be written. */
    void beforeWrite(Object column) {
        SystemAccess writer = turns.writer();
        if (writer != null && !writer.mayWrite(type)) {
            throw writer.wrote(type, "wrote to " + column);
        }
    }
}
