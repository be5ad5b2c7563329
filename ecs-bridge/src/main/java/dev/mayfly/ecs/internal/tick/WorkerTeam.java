package dev.mayfly.ecs.internal.tick;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.allocator.team.TeamFrame;
import dev.mayfly.ecs.internal.command.Recording;
import dev.mayfly.ecs.internal.command.WorldCommands;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The team of one world, made when it is first needed unless it was given: its workers and its
 * frame.
 *
 * @param <W> what a worker is to those that run on it
 */
public final class WorkerTeam<W> {

    private final FrameAllocator memory;
    private final Tag tag;
    private final TeamChoice choice;
    private final WorldCommands commands;
    private final Function<Seat, W> maker;

    private @Nullable FrameTeam team;
    private final List<W> workers = new ArrayList<>();
    private Seat[] seats = {};
    private @Nullable TeamFrame frame;

    /**
     * A team that is not needed yet.
     *
     * @param tag of its frames
     * @param commands that its workers record
     * @param maker makes of what a worker has what it is to those that run on it
     */
    public WorkerTeam(
            FrameAllocator memory,
            Tag tag,
            TeamChoice choice,
            WorldCommands commands,
            Function<Seat, W> maker) {
        this.memory = memory;
        this.tag = tag;
        this.choice = choice;
        this.commands = commands;
        this.maker = maker;
    }

    W worker(int index) {
        return workers.get(index);
    }

    /** What each worker has; none before the team is first open. */
    Seat[] seats() {
        return seats;
    }

    /** The team, with a frame open. */
    FrameTeam open() {
        FrameTeam ready = team;
        if (ready == null) {
            ready = choice.team(memory);
            team = ready;
        }
        if (frame == null) {
            if (seats.length == 0) {
                hire(ready);
            }
            frame = ready.begin(tag);
            for (Seat seat : seats) {
                seat.recording().openStorage(seat.arena());
            }
        }
        return ready;
    }

    private void hire(FrameTeam ready) {
        Seat[] taken = new Seat[ready.workers()];
        Recording[] recordings = new Recording[taken.length];
        for (int i = 0; i < taken.length; i++) {
            recordings[i] = commands.newRecorder();
            taken[i] = new Seat(i, ready.arena(i), recordings[i]);
            workers.add(maker.apply(taken[i]));
        }
        commands.join(recordings);
        seats = taken;
    }

    /** Ends the frame, if one is open. */
    void endFrame() {
        TeamFrame ended = frame;
        if (ended != null) {
            frame = null;
            try {
                for (Seat seat : seats) {
                    seat.recording().close();
                }
            } finally {
                ended.close();
            }
        }
    }

    /** Closes the team, unless it was given. */
    public void close() {
        if (team != null) {
            choice.close(team);
        }
    }
}
