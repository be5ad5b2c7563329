package dev.mayfly.allocator.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.ArenaFixture;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.FrameStatistics;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A program that makes tags and groups for each of its worlds, and lets go of them. */
class TagsThatGoTest extends ArenaFixture {

    private static final int ROUNDS = 40;
    private static final int TAGS = 100;

    /** Opens a frame for each of some tags of a group that nobody keeps. */
    private List<Integer> useSome(FrameArena with) {
        TagGroup group = TagGroup.of("world", 1 << 20).withSoftLimit(1);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < TAGS; i++) {
            Tag tag = Tag.of("system " + i).in(group);
            try (FrameScope _ = with.begin(tag)) {
                with.floats(16);
                assertThat(group.used()).isGreaterThanOrEqualTo(64);
            }
            assertThat(with.attributed(tag)).isEqualTo(64);
            assertThat(group.used()).isZero();
            places.add(tag.number.index);
        }
        return places;
    }

    /** Makes tags, and keeps them, until one is given the place of an earlier one. */
    private static List<Tag> tagsUntilOneTakes(List<Integer> places) {
        List<Tag> later = new ArrayList<>();
        boolean found = false;
        for (int i = 0; i < 100 && !found; i++) {
            System.gc();
            for (int each = 0; each < TAGS; each++) {
                Tag tag = Tag.of("later");
                later.add(tag);
                found |= places.contains(tag.number.index);
            }
        }
        assertThat(found).as("a place was used again").isTrue();
        return later;
    }

    @Test
    void anArenaDoesNotKeepGroups() {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < TAGS; i++) {
            TagGroup group = TagGroup.of("world", 1 << 20);
            try (FrameScope _ = arena.begin(group)) {
                arena.floats(16);
            }
            places.add(group.number.index);
        }
        // What a scope object was opened under last, it keeps.
        places.removeLast();
        try (FrameScope _ = arena.begin(TagGroup.of("another"))) {
            for (Tag tag : tagsUntilOneTakes(places)) {
                assertThat(arena.attributed(tag)).isZero();
            }
        }
    }

    @Test
    void sumsKeepWhatTagsHadThatAreGone() throws Exception {
        memory.onSoftLimit((_, _, _) -> {});
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            for (int round = 1; round <= ROUNDS; round++) {
                useSome(arena);
                other.submit(() -> useSome(memory.arena())).get();
                if (round % 10 == 0) {
                    System.gc();
                }
            }
        }
        FrameStatistics now = memory.statistics();
        long frames = 2L * ROUNDS * TAGS;
        assertThat(now.returnedBytes()).isEqualTo(64 * frames);
        assertThat(now.tags().stream().mapToLong(FrameStatistics.Tagged::returned).sum())
                .isEqualTo(frames);
        assertThat(now.buffers().getFirst().returned()).isEqualTo(frames);
    }

    @Test
    void aTagAtThePlaceOfAnotherHasFiguresOfItsOwn() {
        memory.onSoftLimit((_, _, _) -> {});
        List<Integer> places = useSome(arena);
        List<Tag> later = tagsUntilOneTakes(places);
        for (Tag tag : later) {
            assertThat(arena.attributed(tag)).isZero();
            try (FrameScope _ = arena.begin(tag)) {
                arena.floats(32);
            }
            assertThat(arena.attributed(tag)).isEqualTo(128);
        }
        List<FrameStatistics.Tagged> tags = memory.statistics().tags();
        assertThat(tags).filteredOn(each -> each.tag().name().equals("later")).hasSameSizeAs(later);
        assertThat(tags)
                .filteredOn(each -> each.tag().name().equals("tags that are gone"))
                .hasSize(1);
        assertThat(memory.statistics().returnedBytes()).isEqualTo(64L * TAGS + 128L * later.size());
    }
}
