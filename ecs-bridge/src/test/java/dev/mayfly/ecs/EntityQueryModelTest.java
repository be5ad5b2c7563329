package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Random worlds, ticked again and again: in each tick every method of a query answers as a plain
 * map of the entities and their values does.
 */
class EntityQueryModelTest {

    /** What happens to a world between two ticks. */
    record Change(int kind, int which, float points, int team) {}

    record Values(float points, int team) {}

    /** Asks everything in its turn, and keeps the answers. */
    static class Asking extends BaseSystem {
        FrameArena frame;
        Score score;

        @All(Score.class)
        EntityQuery query;

        final Groups groups = new Groups();
        final TreeMap<Integer, Values> model = new TreeMap<>();
        int ticks;

        @Override
        protected void processSystem() {
            List<Integer> ids = List.copyOf(model.keySet());
            int k = ticks % 7;
            ticks++;

            assertThat(query.count()).isEqualTo(ids.size());
            assertThat(listed(query.entities())).isEqualTo(ids);
            assertThat(expanded(query.spans())).isEqualTo(ids);
            assertThat(listed(query.select(e -> score.team.get(e) > 0)))
                    .isEqualTo(ids.stream().filter(e -> model.get(e).team > 0).toList());
            parts(ids);
            assertThat(listed(query.sortedBy(score.points))).isEqualTo(sorted(byPoints()));
            assertThat(listed(query.sortedBy(score.team))).isEqualTo(sorted(byTeam()));
            assertThat(listed(query.topK(score.points, k))).isEqualTo(top(byPointsDown(), k));
            assertThat(listed(query.topK(score.team, k))).isEqualTo(top(byTeam().reversed(), k));
            assertThat(listed(query.topK(score.points, 1_000))).isEqualTo(top(byPointsDown(), 999));
            groups();
        }

        private void parts(List<Integer> ids) {
            IntList even = frame.intList(1);
            IntList odd = frame.intList(1);
            even.add(77);
            query.partition(e -> e % 2 == 0, even, odd);
            assertThat(listed(even)).isEqualTo(ids.stream().filter(e -> e % 2 == 0).toList());
            assertThat(listed(odd)).isEqualTo(ids.stream().filter(e -> e % 2 != 0).toList());
        }

        private void groups() {
            query.groupBy(score.team, groups);
            TreeMap<Integer, List<Integer>> teams = new TreeMap<>();
            model.forEach((e, v) -> teams.computeIfAbsent(v.team, _ -> new ArrayList<>()).add(e));
            assertThat(groups.count()).isEqualTo(teams.size());
            assertThat(groups.entities().length()).isEqualTo(model.size());
            int group = 0;
            int end = 0;
            for (var team : teams.entrySet()) {
                assertThat(groups.key(group)).isEqualTo(team.getKey());
                assertThat(groups.from(group)).isEqualTo(end);
                end = groups.to(group);
                List<Integer> members =
                        listed(groups.entities()).subList(groups.from(group), groups.to(group));
                assertThat(members).isEqualTo(team.getValue());
                group++;
            }
        }

        private Comparator<Integer> byPoints() {
            return (a, b) -> Float.compare(model.get(a).points, model.get(b).points);
        }

        private Comparator<Integer> byTeam() {
            return Comparator.comparingInt(e -> model.get(e).team);
        }

        /** NaN last, as well. */
        private Comparator<Integer> byPointsDown() {
            return Comparator.<Integer, Boolean>comparing(e -> Float.isNaN(model.get(e).points))
                    .thenComparing(byPoints().reversed());
        }

        private List<Integer> sorted(Comparator<Integer> order) {
            return model.keySet().stream().sorted(order).toList();
        }

        private List<Integer> top(Comparator<Integer> order, int k) {
            return sorted(order).stream().limit(k).toList();
        }
    }

    private static List<Integer> listed(Ints ids) {
        return listed(ids.length(), ids::get);
    }

    private static List<Integer> listed(IntList ids) {
        return listed(ids.length(), ids::get);
    }

    private static List<Integer> listed(int length, IntFunction<Integer> get) {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            list.add(get.apply(i));
        }
        return list;
    }

    /** The ids in spans, which must have gaps between them. */
    private static List<Integer> expanded(IntList spans) {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < spans.length(); i += 2) {
            if (i > 0) {
                assertThat(spans.get(i)).isGreaterThan(spans.get(i - 1));
            }
            for (int e = spans.get(i); e < spans.get(i + 1); e++) {
                list.add(e);
            }
        }
        return list;
    }

    @Provide
    Arbitrary<List<List<Change>>> lives() {
        Arbitrary<Float> points =
                Arbitraries.oneOf(
                        Arbitraries.of(
                                0f,
                                -0f,
                                1f,
                                -1f,
                                Float.NaN,
                                Float.intBitsToFloat(0xFFC0_0001),
                                Float.MIN_VALUE,
                                Float.POSITIVE_INFINITY,
                                Float.NEGATIVE_INFINITY),
                        Arbitraries.floats());
        Arbitrary<Integer> team =
                Arbitraries.oneOf(
                        Arbitraries.of(0, 1, 2, -1, Integer.MIN_VALUE, Integer.MAX_VALUE),
                        Arbitraries.integers());
        Arbitrary<Change> change =
                Combinators.combine(
                                Arbitraries.of(0, 0, 0, 1, 2, 3, 4),
                                Arbitraries.integers().between(0, 1_000),
                                points,
                                team)
                        .as(Change::new);
        return change.list().ofMaxSize(40).list().ofMinSize(1).ofMaxSize(8);
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void everyMethodAnswersAsAPlainMapDoes(@ForAll("lives") List<List<Change>> ticks) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            Asking asking = new Asking();
            World world =
                    new World(
                            new WorldConfigurationBuilder()
                                    .with(new MayflyPlugin().allocator(memory))
                                    .with(asking)
                                    .build());
            SoaMapper<Score> scores = WorldTest.mapper(world, Score.class);
            for (List<Change> changes : ticks) {
                changes.forEach(change -> apply(change, world, scores, asking.model));
                world.process();
            }
            assertThat(asking.ticks).isEqualTo(ticks.size());
            assertThat(memory.arena().used()).isZero();
            world.dispose();
        }
    }

    private static void apply(
            Change change, World world, SoaMapper<Score> scores, Map<Integer, Values> model) {
        Values values = new Values(change.points, change.team);
        Supplier<Integer> any = () -> List.copyOf(model.keySet()).get(change.which % model.size());
        switch (change.kind) {
            case 0 -> {
                int made = world.create();
                scores.create(made);
                set(made, values, scores.store(), model);
            }
            case 1 -> world.create();
            default -> {
                if (!model.isEmpty()) {
                    int e = any.get();
                    switch (change.kind) {
                        case 2 -> set(e, values, scores.store(), model);
                        case 3 -> {
                            scores.remove(e);
                            model.remove(e);
                        }
                        default -> {
                            world.delete(e);
                            model.remove(e);
                        }
                    }
                }
            }
        }
    }

    private static void set(int entity, Values values, Score score, Map<Integer, Values> model) {
        score.points.set(entity, values.points);
        score.team.set(entity, values.team);
        model.put(entity, values);
    }
}
