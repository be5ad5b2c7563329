package dev.mayfly.ecs.internal.command;

/** The kinds of commands, as numbers in the high half of a command's word. */
final class CommandKind {

    static final int CREATE = 0;
    static final int CREATE_LIKE = 1;
    static final int DELETE = 2;
    static final int ADD = 3;
    static final int REMOVE = 4;
    static final int SET_FLOAT = 5;
    static final int SET_INT = 6;
    static final int SET_LONG = 7;
    static final int SET_DOUBLE = 8;
    static final int SET_SHORT = 9;
    static final int SET_BYTE = 10;

    /** In what a worker has recorded: the chunk begins whose number follows. */
    static final int CHUNK = 11;

    /** In what the world's have: here belong the workers' chunks below the number that follows. */
    static final int LOOP = 12;

    private CommandKind() {}

    /** The word of a command of this kind. */
    static long word(int kind, int entity) {
        return (long) kind << Integer.SIZE | Integer.toUnsignedLong(entity);
    }

    /** The kind of the command with this word. */
    static int of(long word) {
        return (int) (word >>> Integer.SIZE);
    }
}
