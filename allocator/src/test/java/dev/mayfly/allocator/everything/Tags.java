package dev.mayfly.allocator.everything;

import static dev.mayfly.allocator.everything.Divergence.same;

import dev.mayfly.allocator.FrameStatistics;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The tags of a program, and what scopes of each have had. */
final class Tags {

    /** What scopes of a tag have had that have ended. */
    private static final class Sum {
        long bytes;
        long things;
    }

    private static final long STALE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final int TRIES = 50;

    final TagGroup outer = TagGroup.of("outer", 600_000);
    final TagGroup inner = TagGroup.of("inner", 30_000).in(outer);
    final TagGroup ofRings = TagGroup.of("of rings", 200_000).in(outer);
    final TagGroup ofPool = TagGroup.of("of the pool", 400_000).in(outer);
    final List<TagGroup> groups = List.of(outer, inner, ofRings, ofPool);

    private final List<Tag> tags =
            List.of(
                    Tag.of("plain"),
                    Tag.of("small", 300),
                    Tag.of("middling", 5_000),
                    Tag.of("large", 100_000),
                    Tag.of("in inner").in(inner),
                    Tag.of("small in inner", 2_000).in(inner),
                    Tag.of("in outer").in(outer),
                    inner,
                    outer,
                    Tag.of("soft").withSoftLimit(1_000),
                    Tag.of("soft in outer").withSoftLimit(4_000).in(outer),
                    Tag.of("another"));

    private final Map<String, Sum> ended = new HashMap<>();

    Tag pick(int pick) {
        return tags.get(Math.floorMod(pick, tags.size()));
    }

    /** A level has ended in the ordinary way. */
    void ended(Level level) {
        Sum sum = ended.computeIfAbsent(level.tag.name(), _ -> new Sum());
        sum.bytes += level.own;
        sum.things += level.taken;
    }

    /** What scopes of each tag have had and have is what the library tells, once it has looked. */
    void verify(Everything all) {
        String expected = expected(all.places());
        String told = "";
        for (int i = 0; i < TRIES; i++) {
            told = told(all.memory.statistics());
            if (told.equals(expected)) {
                return;
            }
            // Figures of another thread may be so old.
            LockSupport.parkNanos(STALE_NANOS);
        }
        same(told, expected, "figures by tag");
    }

    private String expected(List<Place> places) {
        StringBuilder text = new StringBuilder();
        for (Tag tag : tags) {
            Sum sum = ended.getOrDefault(tag.name(), new Sum());
            long live = 0;
            long liveBytes = 0;
            for (Place place : places) {
                for (Level level : place.open) {
                    if (level.tag.name().equals(tag.name())) {
                        live += level.taken;
                        liveBytes += level.own;
                    }
                }
            }
            append(text, tag.name(), sum.things, sum.bytes, live, liveBytes);
        }
        return text.toString();
    }

    private String told(FrameStatistics statistics) {
        StringBuilder text = new StringBuilder();
        for (Tag tag : tags) {
            FrameStatistics.Tagged none = new FrameStatistics.Tagged(tag, 0, 0, 0, 0, 0, 0);
            FrameStatistics.Tagged one =
                    statistics.tags().stream()
                            .filter(each -> each.tag().name().equals(tag.name()))
                            .findFirst()
                            .orElse(none);
            append(
                    text,
                    tag.name(),
                    one.returned(),
                    one.returnedBytes(),
                    one.live(),
                    one.liveBytes());
        }
        return text.toString();
    }

    private static void append(
            StringBuilder text, String name, long things, long bytes, long live, long liveBytes) {
        if (things != 0 || bytes != 0 || live != 0 || liveBytes != 0) {
            text.append(
                    "%s: %d things of %d, %d of %d open; "
                            .formatted(name, things, bytes, live, liveBytes));
        }
    }

    Stream<TagGroup> ofEach() {
        return groups.stream();
    }
}
