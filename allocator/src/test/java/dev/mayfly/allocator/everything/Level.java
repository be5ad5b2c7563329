package dev.mayfly.allocator.everything;

import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;

import java.util.ArrayList;
import java.util.List;

/** A scope that is open, or a mark that is set. */
final class Level {

    final Tag tag;

    /** Null for a mark, and for a frame that is ended by something else than its scope. */
    final FrameScope real;

    final boolean isMark;
    final long mark;
    final List<Item> items = new ArrayList<>();

    /** What has to run when it ends, by number, the first one first. */
    final List<Integer> actions = new ArrayList<>();

    /** What it is charged to, and those around it are not. */
    final List<TagGroup> groups;

    /** Bytes that were taken in it, without what scopes inside it have. */
    long own;

    /** Bytes that things of outer levels have grown by since it was opened. */
    long grownOutside;

    /** How many things were taken, those that have left since included. */
    long taken;

    private Level(Tag tag, FrameScope real, boolean isMark, long mark, List<TagGroup> groups) {
        this.tag = tag;
        this.real = real;
        this.isMark = isMark;
        this.mark = mark;
        this.groups = groups;
    }

    static Level scope(Tag tag, FrameScope real, List<TagGroup> groups) {
        return new Level(tag, real, false, 0, groups);
    }

    static Level mark(Tag around, long mark) {
        return new Level(around, null, true, mark, List.of());
    }

    /** The most that its tag lets it take. */
    long limit() {
        return isMark || tag instanceof TagGroup ? Long.MAX_VALUE : tag.limit();
    }

    /** As {@link #limit()}, for its soft limit. */
    long softLimit() {
        return isMark || tag instanceof TagGroup ? Long.MAX_VALUE : tag.softLimit();
    }
}
