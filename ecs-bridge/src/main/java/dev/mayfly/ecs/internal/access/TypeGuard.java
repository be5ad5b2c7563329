package dev.mayfly.ecs.internal.access;

/** Asks, for one type of components or events in one world, whether whoever uses it declares it. */
public final class TypeGuard {

    private final Turns turns;
    private final Class<?> type;
    private final boolean ofThread;

    /** A guard of this type, whose things are the ticking thread's. */
    public TypeGuard(Turns turns, Class<?> type) {
        this(turns, type, true);
    }

    /**
     * A guard of this type.
     *
     * @param ofThread whether its things are the ticking thread's
     */
    TypeGuard(Turns turns, Class<?> type, boolean ofThread) {
        this.turns = turns;
        this.type = type;
        this.ofThread = ofThread;
    }

    Turns turns() {
        return turns;
    }

    Class<?> type() {
        return type;
    }

    /** Components or events of the type are about to be read, or counted. */
    public void beforeRead() {
        if (ofThread) {
            turns.requireThread("read", type);
        }
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
        if (ofThread) {
            turns.requireThread(verb, type);
        }
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
