package dev.mayfly.allocator.everything;

import static dev.mayfly.allocator.everything.Divergence.require;
import static dev.mayfly.allocator.everything.Divergence.same;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.allocator.team.TeamFrame;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A team, whose workers take turns within a loop. */
final class Team {

    private static final int WORKERS = 2;
    private static final int NOBODY = -1;
    private static final int A_DEAD_ONE = -2;
    private static final long MOST_SECONDS = 60;

    private final Everything all;
    private FrameTeam real;
    private TeamFrame frame;
    private final List<Place> places = new ArrayList<>();

    /** Who has begun the open frame. */
    private int caller = NOBODY;

    private int turn;

    Team(Everything all) {
        this.all = all;
        make();
    }

    private void make() {
        real = FrameTeam.create(all.memory, WORKERS);
        places.clear();
    }

    /** Made late, as objects and rows are asked for by whoever has begun a frame. */
    private void makePlaces() {
        if (places.isEmpty()) {
            for (int i = 0; i < WORKERS; i++) {
                places.add(new Place(all, "worker " + i, real.arena(i), null, Long.MAX_VALUE));
            }
        }
    }

    List<Place> places() {
        return places;
    }

    List<Place> placesOf(int actor) {
        return caller == actor ? places : List.of();
    }

    private boolean isLivingCaller() {
        return caller >= 0;
    }

    void begin(int actor, Tag tag) {
        if (isLivingCaller()) {
            Outcome.mustThrow(FrameOpenException.class, "a second frame", () -> real.begin(tag));
            return;
        }
        TeamFrame old = frame;
        frame = real.begin(tag);
        if (caller == A_DEAD_ONE) {
            places.forEach(Place::abandoned);
            require(!(old != frame && old.isOpen()), "the frame of a dead thread is open");
        }
        caller = actor;
        makePlaces();
        places.forEach(place -> place.entered(tag, null));
    }

    void end(int actor) {
        if (!isLivingCaller()) {
            if (frame != null && caller == NOBODY) {
                Outcome.mustThrow(ScopeOrderException.class, "a second end", frame::close);
            }
            return;
        }
        if (caller != actor) {
            Outcome.mustThrow(ForeignThreadException.class, "a foreign end", frame::close);
            return;
        }
        places.forEach(Place::verifyLive);
        boolean tooEarly = places.stream().anyMatch(place -> place.innermostScope() > 0);
        List<Integer> expected = new ArrayList<>();
        places.forEach(place -> expected.addAll(place.actionsFrom(0)));
        int before = all.ran.size();
        Throwable thrown = Outcome.of(frame::close);
        same(List.copyOf(all.ran.subList(before, all.ran.size())), expected, "a team's actions");
        all.judgeTeamEnd(thrown, tooEarly);
        caller = NOBODY;
        places.forEach(place -> place.leaveTo(0));
        require(!frame.isOpen(), "the frame of a team is open");
    }

    void died(int actor) {
        if (caller == actor) {
            caller = A_DEAD_ONE;
        }
    }

    /** Workers that enter a loop wait for each other, so each runs one chunk. */
    void loop(int actor, int size, int pick) {
        if (caller != actor) {
            Class<? extends Throwable> type =
                    caller == NOBODY ? NoFrameException.class : ForeignThreadException.class;
            Outcome.mustThrow(
                    type, "a foreign loop", () -> real.parallelFor(0, 2, 1, (_, _, _, _) -> {}));
            return;
        }
        CountDownLatch entered = new CountDownLatch(WORKERS);
        int[] depths = places.stream().mapToInt(place -> place.open.size()).toArray();
        int failing = pick % 5; // one that is no worker: none
        boolean leavesOpen = pick % 7 == 0;
        turn = 0;
        all.keepsScopes = true;
        Object lock = new Object();
        Throwable thrown =
                Outcome.of(
                        () ->
                                real.parallelFor(
                                        0,
                                        WORKERS,
                                        1,
                                        (_, _, arena, worker) -> {
                                            await(entered);
                                            synchronized (lock) {
                                                awaitTurn(lock, worker);
                                                try {
                                                    work(
                                                            arena,
                                                            worker,
                                                            size,
                                                            pick,
                                                            worker == failing,
                                                            leavesOpen);
                                                } finally {
                                                    turn++;
                                                    lock.notifyAll();
                                                }
                                            }
                                        }));
        all.keepsScopes = false;
        all.saw(thrown);
        if (leavesOpen) {
            require(
                    Outcome.all(thrown).stream()
                            .anyMatch(
                                    each ->
                                            each instanceof ScopeOrderException
                                                    || failing == 0 && all.isBoom(each)),
                    "a scope that a body left open",
                    thrown);
        } else {
            require(thrown == null ? failing >= WORKERS : all.isBoom(thrown), "a loop", thrown);
        }
        for (int i = 0; i < WORKERS; i++) {
            Place place = places.get(i);
            if (place.open.size() > depths[i]) {
                place.leaveTo(depths[i]);
            }
            place.verifyBooks();
            place.verifyLive();
        }
    }

    private void await(CountDownLatch entered) {
        entered.countDown();
        try {
            require(entered.await(MOST_SECONDS, TimeUnit.SECONDS), "a worker did not come");
        } catch (InterruptedException e) {
            throw new Divergence("interrupted", e);
        }
    }

    private void awaitTurn(Object lock, int worker) {
        while (turn != worker) {
            try {
                lock.wait();
            } catch (InterruptedException e) {
                throw new Divergence("interrupted", e);
            }
        }
    }

    private void work(
            FrameArena arena, int worker, int size, int pick, boolean fails, boolean leavesOpen) {
        Place place = places.get(worker);
        require(place.arena == arena, "the arena of a worker");
        place.verifyLive();
        all.takes.ints(place, size);
        all.takes.slice(place, size % 500, 1L << pick % 8);
        place.scope(all.tags.pick(pick));
        all.onClose(place, pick);
        all.takes.longs(place, size % 100);
        all.takes.object(place);
        if (fails) {
            throw all.boom("body");
        }
        if (!leavesOpen) {
            FrameScope scope = place.innermost().real;
            place.end(place.open.size() - 1, scope::close, false);
        }
    }

    /** Closes it, and makes another. */
    void renew(int actor) {
        if (isLivingCaller()) {
            Outcome.mustThrow(FrameOpenException.class, "closing in a frame", real::close);
            return;
        }
        close();
        Outcome.mustThrow(AllocatorClosedException.class, "a closed team", real::begin);
        make();
    }

    void close() {
        Throwable thrown = Outcome.of(real::close);
        all.saw(thrown);
        require(thrown == null || all.hasKept(thrown), "closing a team", thrown);
        if (caller == A_DEAD_ONE) {
            places.forEach(Place::abandoned);
            caller = NOBODY;
        }
        frame = null;
    }
}
