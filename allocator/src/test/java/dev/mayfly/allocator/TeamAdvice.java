package dev.mayfly.allocator;

import static dev.mayfly.allocator.Advice.inFrame;
import static dev.mayfly.allocator.Advice.onAnother;

import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.BarrierMembershipException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.team.BarrierParty;
import dev.mayfly.allocator.team.Batches;
import dev.mayfly.allocator.team.FrameBarrier;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.allocator.team.TeamFrame;

/** Misuse of teams, batches and barriers. */
final class TeamAdvice {

    private TeamAdvice() {}

    private interface TeamUse {
        void of(FrameTeam team) throws Exception;
    }

    private static Advice.Step withTeam(TeamUse use) {
        return on -> {
            FrameTeam team = FrameTeam.create(on.memory(), 2);
            use.of(team);
            team.close();
        };
    }

    private static void loop(FrameTeam team, FrameTeam.Body body) {
        try (TeamFrame _ = team.begin()) {
            team.parallelFor(0, 4, 1, body);
        }
    }

    static Advice cases() {
        TeamUse good = team -> loop(team, (_, _, arena, _) -> arena.floats(1));
        return new Advice()
                .add(
                        InvalidSizeException.class,
                        ", the calling thread included.",
                        on -> FrameTeam.create(on.memory(), 0),
                        on -> FrameTeam.create(on.memory(), 1).close())
                .add(
                        InvalidSizeException.class,
                        "the end may not be before the start.",
                        withTeam(
                                team -> {
                                    team.begin();
                                    team.parallelFor(2, 1, 1, (_, _, _, _) -> {});
                                }),
                        withTeam(good))
                .add(
                        InvalidSizeException.class,
                        "(its grain); use 1 or more.",
                        withTeam(
                                team -> {
                                    team.begin();
                                    team.parallelFor(1, 2, 0, (_, _, _, _) -> {});
                                }),
                        withTeam(good))
                .add(
                        ScopeOrderException.class,
                        "Close in a body the scopes that it opens, and no others",
                        withTeam(team -> loop(team, (_, _, arena, _) -> arena.scope())),
                        withTeam(team -> loop(team, (_, _, arena, _) -> arena.scope().close())))
                .add(
                        FrameOpenException.class,
                        "End that one first; it is one frame for all workers.",
                        withTeam(
                                team -> {
                                    team.begin();
                                    team.begin();
                                }),
                        withTeam(
                                team -> {
                                    team.begin().close();
                                    team.begin().close();
                                }))
                .add(
                        FrameOpenException.class,
                        "End the frame first.",
                        withTeam(
                                team -> {
                                    team.begin();
                                    team.close();
                                }),
                        withTeam(team -> team.begin().close()))
                .add(
                        FrameOpenException.class,
                        "End the frame first, and close the team.",
                        on -> {
                            FrameTeam.create(on.memory(), 2).begin();
                            on.memory().close();
                        },
                        on -> {
                            FrameTeam team = FrameTeam.create(on.memory(), 2);
                            team.begin().close();
                            team.close();
                            on.memory().close();
                        })
                .add(
                        NoFrameException.class,
                        "Call it between begin() and the end of the frame.",
                        withTeam(team -> team.parallelFor(0, 1, 1, (_, _, _, _) -> {})),
                        withTeam(good))
                .add(
                        ForeignThreadException.class,
                        "Only that thread starts loops and ends the frame",
                        withTeam(
                                team -> {
                                    TeamFrame frame = team.begin();
                                    onAnother(frame::close);
                                }),
                        withTeam(good))
                .add(
                        ScopeOrderException.class,
                        "was closed that had ended. Close each frame once.",
                        withTeam(
                                team -> {
                                    TeamFrame frame = team.begin();
                                    frame.close();
                                    frame.close();
                                }),
                        withTeam(good))
                .add(
                        ScopeOrderException.class,
                        "Close it when parallelFor has returned.",
                        withTeam(
                                team -> {
                                    TeamFrame frame = team.begin();
                                    Thread caller = Thread.currentThread();
                                    team.parallelFor(
                                            0,
                                            1,
                                            1,
                                            (_, _, _, _) -> {
                                                if (Thread.currentThread() == caller) {
                                                    frame.close();
                                                }
                                            });
                                }),
                        withTeam(good))
                .add(
                        AllocatorClosedException.class,
                        "The frame team was closed",
                        withTeam(
                                team -> {
                                    team.close();
                                    team.begin();
                                }),
                        withTeam(good))
                .add(
                        OutOfBoundsException.class,
                        "; use 0 to 1.",
                        withTeam(team -> team.arena(2)),
                        withTeam(team -> team.arena(1)))
                .add(
                        InvalidSizeException.class,
                        "use 0 <= from <= to.",
                        on -> new Batches(2, 1, 1),
                        on -> new Batches(1, 2, 1))
                .add(
                        InvalidSizeException.class,
                        "Batches of 0 elements were asked for; use 1 or more.",
                        on -> new Batches(0, 1, 0),
                        on -> new Batches(0, 1, 1))
                .add(
                        InvalidSizeException.class,
                        "bytes were asked for; use 1 or more.",
                        on -> Batches.of(0, 1, 0),
                        on -> Batches.of(0, 1, 1))
                .add(
                        OutOfBoundsException.class,
                        " of 2 pieces.",
                        on -> new Batches(0, 2, 1).from(2),
                        on -> new Batches(0, 2, 1).from(1))
                .add(
                        BarrierMembershipException.class,
                        "Join once, and close what that returned to leave.",
                        on -> {
                            FrameBarrier barrier = new FrameBarrier();
                            barrier.join(on.arena());
                            barrier.join(on.arena());
                        },
                        on -> {
                            FrameBarrier barrier = new FrameBarrier();
                            barrier.join(on.arena()).close();
                            barrier.join(on.arena()).close();
                        })
                .add(
                        BarrierMembershipException.class,
                        "Join it again first.",
                        on -> {
                            BarrierParty party = new FrameBarrier().join(on.arena());
                            party.close();
                            party.await();
                        },
                        on -> new FrameBarrier().join(on.arena()).await())
                .add(
                        FrameOpenException.class,
                        "End the frame first; the others wait for that.",
                        on -> {
                            on.arena().begin();
                            new FrameBarrier().join(on.arena()).await();
                        },
                        on -> {
                            inFrame(on);
                            new FrameBarrier().join(on.arena()).await();
                        })
                .add(
                        ForeignThreadException.class,
                        "Each thread joins for itself.",
                        on -> {
                            BarrierParty party = new FrameBarrier().join(on.arena());
                            onAnother(party::close);
                        },
                        on -> new FrameBarrier().join(on.arena()).close());
    }
}
