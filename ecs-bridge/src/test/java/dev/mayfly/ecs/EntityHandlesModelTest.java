package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.snapshot.WorldHistory;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Handles against a map of who lives, through deletions of every kind, rewinds and replays. */
class EntityHandlesModelTest {

    private static final int TICKS = 120;
    private static final int KEPT = 20;

    /**
     * What there is: the handle of each living entity by its id, and all that were made on the way
     * here.
     */
    private record State(Map<Integer, Long> living, Set<Long> made) {

        State copy() {
            return new State(new HashMap<>(living), new HashSet<>(made));
        }
    }

    /** Creates and deletes at random, and keeps the books. */
    private static final class Life extends BaseSystem {
        EntityHandles handles;
        Commands commands;
        Position position;
        SoaMapper<Position> positions;
        final Random random;
        final Set<Long> everMade = new HashSet<>();
        State state = new State(new HashMap<>(), new HashSet<>());
        long digest;

        /** Those that commands are to delete, or have made and nobody has seen yet. */
        final List<Integer> doomed = new ArrayList<>();

        Life(long seed) {
            random = new Random(seed);
        }

        @Override
        protected void processSystem() {
            for (int i = random.nextInt(12); i > 0; i--) {
                act(true);
            }
        }

        void act(boolean inTick) {
            switch (random.nextInt(7)) {
                case 0, 1 -> make();
                case 2 -> {
                    int made = make();
                    world.delete(made);
                    state.living.remove(made);
                }
                case 3 -> {
                    Integer victim = someone();
                    if (victim != null) {
                        world.delete(victim);
                        state.living.remove(victim);
                    }
                }
                case 4 -> {
                    Integer victim = someone();
                    if (inTick && victim != null) {
                        commands.delete(handles.of(victim));
                        doomed.add(victim);
                    }
                }
                case 5 -> {
                    // By a handle that may be long gone, which must do nothing then.
                    if (inTick && !everMade.isEmpty()) {
                        long any = anyHandle();
                        if (handles.isAlive(any)) {
                            doomed.add((int) any);
                        }
                        commands.delete(any);
                    }
                }
                default -> {
                    Integer one = someone();
                    if (one != null && positions.has(one)) {
                        positions.remove(one);
                    } else if (one != null) {
                        positions.create(one);
                    }
                }
            }
            check();
        }

        private int make() {
            int made = world.create();
            long handle = handles.of(made);
            assertThat(state.made.add(handle)).as("a handle that nobody had").isTrue();
            everMade.add(handle);
            assertThat(state.living.put(made, handle)).isNull();
            digest = digest * 31 + handle;
            return made;
        }

        private Integer someone() {
            List<Integer> ids = new ArrayList<>(state.living.keySet());
            return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
        }

        private long anyHandle() {
            List<Long> all = everMade.stream().sorted().toList();
            return all.get(random.nextInt(all.size()));
        }

        void check() {
            for (long handle : everMade) {
                boolean expected = Long.valueOf(handle).equals(state.living.get((int) handle));
                if (handles.isAlive(handle) != expected) {
                    assertThat(handles.isAlive(handle)).as("handle " + handle).isEqualTo(expected);
                }
            }
        }
    }

    private static long live(long seed, boolean rewinding) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            Life life = new Life(seed);
            World world =
                    new World(
                            new WorldConfigurationBuilder()
                                    .with(new MayflyPlugin().allocator(memory))
                                    .with(life)
                                    .build());
            WorldHistory history = new WorldHistory(world, KEPT);
            Map<Long, State> states = new HashMap<>();
            for (int i = 0; i < TICKS; i++) {
                life.act(false);
                world.process();
                life.doomed.forEach(life.state.living::remove);
                life.doomed.clear();
                life.check();
                states.put(history.record(), life.state.copy());
                if (rewinding && life.random.nextInt(5) == 0) {
                    long back = history.newest() - life.random.nextInt(4);
                    long target = Math.max(history.oldest(), back);
                    history.rewindTo(target);
                    life.state = states.get(target).copy();
                    life.check();
                }
            }
            world.dispose();
            return life.digest;
        }
    }

    @Property(tries = 60)
    void aHandleIsAliveAsLongAsItsEntity(@ForAll long seed, @ForAll boolean rewinding) {
        live(seed, rewinding);
    }

    @Test
    void levelsHandOutTheSameHandles() {
        assertThat(live(17, true)).isEqualTo(-5939317836021463242L);
    }
}
