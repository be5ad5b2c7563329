package dev.mayfly.ecs.internal.command;

/** The kinds of commands, as numbers in the high half of a command's word. */
public final class CommandKind {

    /** An entity without components is to be created. */
    public static final int CREATE = 0;

    /** One is to be created from the archetype that is the target. */
    public static final int CREATE_LIKE = 1;

    /** The entity is to be deleted. */
    public static final int DELETE = 2;

    /** It is to get the component of the mapper that is the target. */
    public static final int ADD = 3;

    /** It is to lose that component. */
    public static final int REMOVE = 4;

    /** Its row of the column that is the target is to be set to the bits in the next word. */
    public static final int SET_FLOAT = 5;

    /** As {@link #SET_FLOAT}. */
    public static final int SET_INT = 6;

    /** As {@link #SET_FLOAT}. */
    public static final int SET_LONG = 7;

    /** As {@link #SET_FLOAT}. */
    public static final int SET_DOUBLE = 8;

    /** As {@link #SET_FLOAT}. */
    public static final int SET_SHORT = 9;

    /** As {@link #SET_FLOAT}. */
    public static final int SET_BYTE = 10;

    /** In what a worker has recorded: the chunk begins whose number follows. */
    static final int CHUNK = 11;

    /** In what the world's have: here belong the workers' chunks below the number that follows. */
    static final int LOOP = 12;

    /** As {@link #SET_INT}, to the id of the entity whose number is in the next word. */
    public static final int SET_ID = 13;

    /** As {@link #SET_LONG}, to the handle of the entity whose id or number is in the next word. */
    public static final int SET_HANDLE = 14;

    private CommandKind() {}

    /** The word of a command of this kind. */
    public static long word(int kind, int entity) {
        return (long) kind << Integer.SIZE | Integer.toUnsignedLong(entity);
    }

    /** The kind of the command with this word. */
    static int of(long word) {
        return (int) (word >>> Integer.SIZE);
    }
}
