package dev.mayfly.allocator.everything;

import static dev.mayfly.allocator.everything.Divergence.require;
import static dev.mayfly.allocator.everything.Divergence.same;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameObjects;
import dev.mayfly.allocator.FrameRows;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.ScopeOrderException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The model of one arena: which levels are open, and what was taken in each. */
final class Place {

    /** Of what has ended, so much is remembered, to be used late. */
    private static final int MOST_ENDED = 60;

    final Everything all;
    final String name;
    final FrameArena arena;
    final FrameObjects<long[]> objects;
    final FrameRows<Item.Rows> rows;
    final List<Level> open = new ArrayList<>();
    final List<Item> ended = new ArrayList<>();

    /** What all its frames are charged to; null for nothing. */
    private final TagGroup group;

    private final long mostInFrame;

    /** Tags whose soft limit the open frame has passed, and of which the listener was told. */
    final List<String> told = new ArrayList<>();

    private final List<String> toTell = new ArrayList<>();

    /** Nothing can be taken any more; what was taken stays. */
    boolean isSealed;

    private long peak;

    Place(Everything all, String name, FrameArena arena, TagGroup group, long mostInFrame) {
        this.all = all;
        this.name = name;
        this.arena = arena;
        this.group = group;
        this.mostInFrame = mostInFrame;
        this.objects = arena.objects(() -> all.supply(this), object -> all.reset(this, object));
        this.rows = arena.rows(Item.Rows::new);
    }

    boolean isOpen() {
        return !open.isEmpty();
    }

    Level innermost() {
        return open.getLast();
    }

    Stream<Item> live() {
        return open.stream().flatMap(level -> level.items.stream());
    }

    List<Item> liveItems() {
        return live().toList();
    }

    // --- the books

    long used() {
        return usedFrom(0);
    }

    /** What is in use of the levels from that one on. */
    long usedFrom(int from) {
        long sum = 0;
        for (int i = from; i < open.size(); i++) {
            sum += open.get(i).own;
        }
        return sum;
    }

    private long countedIn(int level) {
        return usedFrom(level) + open.get(level).grownOutside;
    }

    /** How many bytes the limits of scopes and arena leave. */
    long leftByLimits() {
        long least = mostInFrame - used();
        for (int i = 0; i < open.size(); i++) {
            long limit = open.get(i).limit();
            if (limit != Long.MAX_VALUE) {
                least = Math.min(least, limit - countedIn(i));
            }
        }
        return least;
    }

    /** What this has in use that is charged to {@code asked}; -1 where it is charged nothing. */
    long chargedTo(TagGroup asked) {
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).groups.contains(asked)) {
                return usedFrom(i);
            }
        }
        return -1;
    }

    /** What the first so many levels are charged to. */
    List<TagGroup> groups(int levels) {
        return open.subList(0, levels).stream()
                .flatMap(level -> level.groups.stream())
                .distinct()
                .toList();
    }

    /** Enters what was taken in a level. */
    void charge(Level level, long bytes) {
        level.own += bytes;
        noteUse();
    }

    /** Enters what something of an outer level has grown by. */
    void chargeGrowth(Level level, long bytes) {
        level.own += bytes;
        for (int i = open.indexOf(level) + 1; i < open.size(); i++) {
            open.get(i).grownOutside += bytes;
        }
        noteUse();
    }

    /** As {@link #charge}, by an action of a level that ends: those inside it have ended. */
    void chargeInAction(Level level, long bytes) {
        List<Level> inside = open.subList(open.indexOf(level) + 1, open.size());
        List<Level> ended = List.copyOf(inside);
        inside.clear();
        charge(level, bytes);
        level.taken++;
        open.addAll(ended);
    }

    private void noteUse() {
        peak = Math.max(peak, used());
        for (int i = 0; i < open.size(); i++) {
            Level level = open.get(i);
            if (usedFrom(i) > level.softLimit() && !toTell.contains(level.tag.name())) {
                toTell.add(level.tag.name());
            }
        }
        require(leftByLimits() >= 0, "a limit was passed", name, leftByLimits());
    }

    void verifyBooks() {
        same(arena.used(), used(), "bytes used");
        same(arena.depth(), open.size(), "depth");
        same(arena.isOpen(), isOpen(), "whether a frame is open");
        same(arena.peak(), peak, "peak");
        long left = isOpen() && !isSealed ? Math.max(0, leftByLimits()) : 0;
        require(arena.remaining() <= left, "remaining", name, arena.remaining(), left);
        for (int i = 0; i < open.size(); i++) {
            FrameScope real = open.get(i).real;
            if (real != null) {
                same(real.used(), usedFrom(i), "bytes used by a scope");
            }
        }
    }

    void verifyLive() {
        open.forEach(level -> level.items.forEach(Item::verify));
    }

    // --- opening

    /** A frame was begun; {@code real} is null where a scope cannot end it. */
    void entered(Tag tag, FrameScope real) {
        List<TagGroup> groups = Everything.groupsOf(tag);
        if (!isOpen() && group != null) {
            groups.addAll(Everything.groupsOf(group));
        }
        groups.removeAll(groups(open.size()));
        open.add(Level.scope(tag, real, groups.stream().distinct().toList()));
    }

    boolean scope(Tag tag) {
        if (isSealed) {
            return false;
        }
        if (!isOpen()) {
            Outcome.mustThrow(
                    NoFrameException.class, "a scope without a frame", () -> arena.scope(tag));
            return true;
        }
        entered(tag, arena.scope(tag));
        return true;
    }

    boolean mark() {
        if (isSealed) {
            return false;
        }
        if (!isOpen()) {
            Outcome.mustThrow(NoFrameException.class, "a mark without a frame", arena::mark);
            return true;
        }
        open.add(Level.mark(innermost().tag, arena.mark()));
        return true;
    }

    // --- ending

    /** The number of the innermost level that is no mark. */
    int innermostScope() {
        int level = open.size() - 1;
        while (open.get(level).isMark) {
            level--;
        }
        return level;
    }

    boolean close() {
        if (!isOpen() || isSealed) {
            return false;
        }
        int level = innermostScope();
        if (open.get(level).real == null) {
            return false;
        }
        end(level, open.get(level).real::close, false);
        return true;
    }

    boolean closeOuter(int pick) {
        if (!isOpen() || isSealed || innermostScope() == 0) {
            return false;
        }
        int level = pick % innermostScope();
        FrameScope outer = open.get(level).real;
        if (outer == null) {
            return false;
        }
        end(level, outer::close, true);
        return true;
    }

    boolean unwind(int pick) {
        if (!isOpen() || isSealed) {
            return false;
        }
        int keep = pick % (open.size() + 1);
        if (keep == 0 && open.getFirst().real == null) {
            return false;
        }
        end(keep, () -> arena.unwind(keep), false);
        return true;
    }

    boolean rewind(int pick) {
        List<Level> marks = open.stream().filter(level -> level.isMark).toList();
        if (isSealed || marks.isEmpty()) {
            return false;
        }
        Level mark = marks.get(pick % marks.size());
        int at = open.indexOf(mark);
        boolean tooEarly = open.subList(at, open.size()).stream().anyMatch(level -> !level.isMark);
        end(
                at,
                () -> arena.rewind(mark.mark),
                tooEarly,
                () -> open.add(Level.mark(mark.tag, mark.mark)));
        return true;
    }

    /** Ends all but the first levels by a call of the library. */
    void end(int keep, Runnable call, boolean tooEarly) {
        end(keep, call, tooEarly, () -> {});
    }

    /** As above, by a call that opens something again then, as {@code opened} tells the model. */
    void end(int keep, Runnable call, boolean tooEarly, Runnable opened) {
        verifyLive();
        List<Integer> expected = actionsFrom(keep);
        int before = all.ran.size();
        Throwable thrown = Outcome.of(call);
        List<Integer> ran = new ArrayList<>(all.ran.subList(before, all.ran.size()));
        same(ran, expected, "actions that ran");
        all.judgeEnd(thrown, tooEarly ? ScopeOrderException.class : null);
        leave(keep);
        opened.run();
        verifyBooks();
        verifyLive();
    }

    /** What has to run when all but the first levels end. */
    List<Integer> actionsFrom(int keep) {
        List<Integer> actions = new ArrayList<>();
        for (Level level : open.subList(keep, open.size()).reversed()) {
            List<Integer> own = new ArrayList<>(level.actions);
            Collections.reverse(own);
            actions.addAll(own);
        }
        return actions;
    }

    /** Notes that all but the first levels have ended. */
    void leaveTo(int keep) {
        leave(keep);
        verifyBooks();
        verifyLive();
    }

    private void leave(int keep) {
        while (open.size() > keep) {
            Level level = open.removeLast();
            remember(level.items);
            all.tags.ended(level);
        }
        if (open.isEmpty()) {
            frameEnded();
        }
    }

    private void frameEnded() {
        isSealed = false;
        same(told.stream().sorted().toList(), toTell.stream().sorted().toList(), "soft limits");
        told.clear();
        toTell.clear();
    }

    void remember(List<Item> items) {
        ended.addAll(items);
        if (ended.size() > MOST_ENDED) {
            ended.subList(0, ended.size() - MOST_ENDED).clear();
        }
    }

    /** The thread has died in a frame: all has ended, and nothing ran or was counted. */
    void abandoned() {
        for (Level level : open) {
            level.items.removeIf(item -> !(item.real instanceof dev.mayfly.allocator.BufferHandle));
            remember(level.items);
        }
        if (isOpen()) {
            peak = arena.peak(); // what it had at the end may never have been noted
        }
        open.clear();
        told.clear();
        toTell.clear();
        isSealed = false;
    }

    @Override
    public String toString() {
        return name;
    }
}
