package dev.mayfly.ecs.internal.command;

import dev.mayfly.allocator.LongList;
import dev.mayfly.allocator.ObjectList;
import dev.mayfly.allocator.error.ExpiredException;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** Reads a recording once, from its first command to its last. */
final class CommandReader {

    /** What {@link #nextChunk} answers where there is none. */
    static final int NO_CHUNK = Integer.MAX_VALUE;

    private final NewEntities newEntities;
    private @Nullable LongList words;
    private @Nullable ObjectList<Object> targets;
    private int wordsRead;
    private int targetsRead;

    CommandReader(NewEntities newEntities) {
        this.newEntities = newEntities;
    }

    /** Reads these lists from now on; null for nothing. */
    void begin(@Nullable LongList newWords, @Nullable ObjectList<Object> newTargets) {
        words = newWords;
        targets = newTargets;
        rewind();
    }

    /** Begins with the first command, as the lists have been emptied. */
    void rewind() {
        wordsRead = 0;
        targetsRead = 0;
    }

    /** Whether there is a command that has not been read. */
    boolean hasNext() {
        try {
            return words != null && wordsRead < words.length();
        } catch (ExpiredException ended) {
            throw Recording.frameEnded(ended);
        }
    }

    /** The chunk that comes next in what a worker has recorded; {@link #NO_CHUNK} for none. */
    int nextChunk() {
        return hasNext() ? (int) Objects.requireNonNull(words).get(wordsRead) : NO_CHUNK;
    }

    /** Whether there is a command of the chunk that has begun. */
    boolean hasNextOfChunk() {
        return hasNext()
                && CommandKind.of(Objects.requireNonNull(words).get(wordsRead))
                        != CommandKind.CHUNK;
    }

    long nextWord() {
        return Objects.requireNonNull(words).get(wordsRead++);
    }

    Object nextTarget() {
        return Objects.requireNonNull(targets).get(targetsRead++);
    }

    /** The next entity that was to be created has been, with this id. */
    void created(int entity) {
        newEntities.created(entity);
    }

    /** The id of the entity with this number if it has been created; the number if not. */
    int idOrNumber(int number) {
        return newEntities.idOrNumber(number);
    }

    /** The id of what a command calls {@code entity}. */
    int idOf(int entity) {
        return entity >= 0 ? entity : newEntities.idOf(entity);
    }
}
