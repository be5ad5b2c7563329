package dev.mayfly.allocator.everything;

import static dev.mayfly.allocator.everything.Divergence.require;
import static dev.mayfly.allocator.everything.Divergence.same;

import dev.mayfly.allocator.ArenaSettings;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameRing;
import dev.mayfly.allocator.Scratch;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.ScopeOrderException;

import java.util.ArrayList;
import java.util.List;

/** What one thread has: its arena, a ring and a scratch. */
final class Seat {

    private static final int RING_FRAMES = 2;
    private static final long MOST_IN_SCRATCH = 300_000;

    private final Everything all;
    final int actor;
    final Place main;

    private FrameRing ring;
    private boolean ringOpen;
    private int ringCurrent;
    private final List<Place> ofRing = new ArrayList<>();

    private Scratch scratch;
    private Place ofScratch;

    Seat(Everything all, int actor) {
        this.all = all;
        this.actor = actor;
        this.main = new Place(all, "main " + actor, all.memory.arena(), null, Long.MAX_VALUE);
    }

    /** The place that a step is taken in: mostly the thread's own arena. */
    Place place(int pick) {
        List<Place> all = new ArrayList<>();
        if (ringOpen) {
            all.add(ofRing.get(ringCurrent));
        }
        all.add(scratch());
        all.addAll(this.all.team.placesOf(actor));
        return pick < 8 ? main : all.get(pick % all.size());
    }

    /** What this thread may use now. */
    List<Place> places() {
        List<Place> mine = ownPlaces();
        mine.addAll(all.team.placesOf(actor));
        return mine;
    }

    List<Place> ownPlaces() {
        List<Place> mine = new ArrayList<>(ofRing);
        mine.add(main);
        if (ofScratch != null) {
            mine.add(ofScratch);
        }
        return mine;
    }

    // --- the arena

    void begin(Tag tag) {
        if (main.isOpen()) {
            Outcome.mustThrow(
                    FrameOpenException.class, "a second frame", () -> main.arena.begin(tag));
        } else {
            main.entered(tag, main.arena.begin(tag));
        }
    }

    void quietFrames() {
        if (main.isOpen()) {
            return;
        }
        for (int i = 0; i < 4; i++) {
            main.entered(Everything.QUIET, main.arena.begin(Everything.QUIET));
            main.close();
        }
    }

    // --- the ring

    void beginRing(Tag tag) {
        if (ring == null) {
            ring =
                    all.memory.ring(
                            "ring " + actor,
                            RING_FRAMES,
                            Everything.SETTINGS.withGroup(all.tags.ofRings));
        }
        if (ringOpen) {
            Outcome.mustThrow(FrameOpenException.class, "a second frame", () -> ring.begin(tag));
            return;
        }
        FrameArena arena = ring.begin(tag);
        ringOpen = true;
        ringCurrent = placeOf(arena);
        ofRing.get(ringCurrent).entered(tag, null);
    }

    private int placeOf(FrameArena arena) {
        for (int i = 0; i < ofRing.size(); i++) {
            if (ofRing.get(i).arena == arena) {
                return i;
            }
        }
        ofRing.add(new Place(all, "ring " + actor, arena, all.tags.ofRings, Long.MAX_VALUE));
        return ofRing.size() - 1;
    }

    void endRing() {
        if (!ringOpen) {
            if (ring != null) {
                Outcome.mustThrow(NoFrameException.class, "a second end", ring::end);
            }
            return;
        }
        Place ending = ofRing.get(ringCurrent);
        Place oldest = ofRing.size() == RING_FRAMES ? ofRing.get(1 - ringCurrent) : null;
        ending.verifyLive();
        boolean tooEarly = ending.innermostScope() > 0;
        List<Integer> expected = ending.actionsFrom(1);
        if (oldest != null) {
            oldest.verifyLive();
            expected.addAll(oldest.actionsFrom(0));
        }
        int before = all.ran.size();
        Throwable thrown = Outcome.of(ring::end);
        same(List.copyOf(all.ran.subList(before, all.ran.size())), expected, "a ring's actions");
        all.judgeEnd(thrown, tooEarly ? ScopeOrderException.class : null);
        ringOpen = false;
        ending.isSealed = true;
        ending.leaveTo(1);
        if (oldest != null && oldest.isOpen()) {
            oldest.leaveTo(0);
        }
        same(ring.used(), ofRing.stream().mapToLong(Place::used).sum(), "bytes used by a ring");
    }

    void closeRing() {
        if (ring == null) {
            return;
        }
        List<Integer> expected = new ArrayList<>();
        // In the order of its frames, whichever was begun last.
        int before = all.ran.size();
        Throwable thrown = Outcome.of(ring::close);
        ofRing.forEach(place -> expected.addAll(place.actionsFrom(0)));
        same(
                List.copyOf(all.ran.subList(before, all.ran.size())).stream().sorted().toList(),
                expected.stream().sorted().toList(),
                "a closed ring's actions");
        all.judgeEnd(thrown, null);
        for (Place place : ofRing) {
            place.leaveTo(0);
        }
        ring.close();
        Outcome.mustThrow(AllocatorClosedException.class, "a closed ring", ring::begin);
        forgetRing();
    }

    private void forgetRing() {
        ring = null;
        ringOpen = false;
        ofRing.forEach(place -> main.remember(place.ended));
        ofRing.clear();
    }

    // --- the scratch

    private Place scratch() {
        if (scratch == null) {
            ArenaSettings settings = Everything.SETTINGS.withLimit(MOST_IN_SCRATCH);
            scratch = all.memory.scratch("scratch " + actor, settings);
            ofScratch = new Place(all, "scratch " + actor, scratch.arena(), null, MOST_IN_SCRATCH);
            ofScratch.entered(Tag.of(scratch.name()), null);
        }
        return ofScratch;
    }

    void resetScratch() {
        Place place = scratch();
        boolean tooEarly = place.innermostScope() > 0;
        Tag tag = place.open.getFirst().tag;
        place.end(0, scratch::reset, tooEarly, () -> place.entered(tag, null));
        same(place.arena.used(), 0, "bytes used by a scratch that was reset");
    }

    void closeScratch() {
        if (scratch == null) {
            return;
        }
        ofScratch.end(0, scratch::close, false);
        scratch.close();
        require(!ofScratch.arena.isOpen(), "a closed scratch is open");
        forgetScratch();
    }

    private void forgetScratch() {
        main.remember(ofScratch.ended);
        scratch = null;
        ofScratch = null;
    }

    // --- the end

    /** This thread takes over what one that has died has left. */
    void takeOver() {
        require(all.memory.arena() == main.arena, "the arena of a dead thread is taken over");
        ofRing.forEach(Place::abandoned);
        forgetRing();
        if (scratch != null) {
            ofScratch.abandoned();
            forgetScratch();
        }
        main.ended.clear(); // things of closed arenas of another thread are refused otherwise
        main.abandoned();
    }

    void finish() {
        if (!all.team.placesOf(actor).isEmpty()) {
            all.team.end(actor);
        }
        if (ringOpen) {
            endRing();
        }
        closeRing();
        closeScratch();
        if (main.isOpen()) {
            main.end(0, () -> main.arena.unwind(0), false);
        }
    }
}
