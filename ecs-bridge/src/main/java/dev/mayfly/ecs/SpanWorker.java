package dev.mayfly.ecs;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.ecs.error.ForeignComponentException;
import dev.mayfly.ecs.error.ParallelMisuseException;
import dev.mayfly.ecs.internal.command.Recording;
import dev.mayfly.ecs.internal.tick.Seat;

import java.util.Arrays;

/**
 * What one worker of a {@link ParallelSpanSystem} has to itself: an arena, commands and events.
 *
 * <p>Handed to each call of {@code processSpan}, and for use in it alone: the calls that share a
 * worker come one after the other, and which do is left to chance.
 */
public final class SpanWorker {

    private final int index;
    private final FrameArena frame;
    private final Commands commands;
    private final Recording recording;
    private final Transients transients;

    /** Where this worker emits. */
    private FrameEvents<?>[] emitters = {};

    private int chunk;

    SpanWorker(Seat seat, Commands commands, Transients transients) {
        this.transients = transients;
        index = seat.index();
        frame = seat.arena();
        recording = seat.recording();
        this.commands = commands;
    }

    /** The number of this worker, 0 to {@code workers - 1}; not the same from call to call. */
    public int index() {
        return index;
    }

    /**
     * The arena to take memory from in {@code processSpan}; an injected {@code FrameArena} is that
     * of the thread that ticks the world. What is taken lives to the end of the tick, or of the
     * turn if the system is {@link FrameScoped}.
     */
    public FrameArena frame() {
        return frame;
    }

    /**
     * The commands to record with in {@code processSpan}. All workers' are replayed at the next
     * system boundary, in ascending order of the spans that recorded them.
     */
    public Commands commands() {
        return commands;
    }

    /**
     * Where to emit events in {@code processSpan} that are to be among {@code events}. They are
     * added when the turn ends, in ascending order of the spans that emitted them.
     *
     * @param events what was injected
     * @return what to emit with; it holds what this worker has emitted in this turn
     * @throws ParallelMisuseException outside of {@code processSpan}
     * @throws ForeignComponentException if the events are another world's
     */
    public <T> FrameEvents<T> events(FrameEvents<T> events) {
        events.requireHome(transients);
        FrameEvents<T> part = events.partOf(index);
        return part != null ? part : join(events.addPart(index));
    }

    /** Remembers where this worker emits; a chunk has begun. */
    private <T> FrameEvents<T> join(FrameEvents<T> part) {
        emitters = Arrays.copyOf(emitters, emitters.length + 1);
        emitters[emitters.length - 1] = part;
        part.beginChunk(chunk);
        return part;
    }

    void beginChunk(int number) {
        chunk = number;
        recording.beginChunk(number);
        for (FrameEvents<?> part : emitters) {
            part.beginChunk(number);
        }
    }

    void endChunk() {
        for (FrameEvents<?> part : emitters) {
            part.endChunk();
        }
        recording.endChunk();
    }

    @Override
    public String toString() {
        return "span worker " + index;
    }
}
