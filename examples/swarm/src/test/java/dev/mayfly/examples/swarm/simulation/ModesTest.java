package dev.mayfly.examples.swarm.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.examples.swarm.mayfly.MayflySwarm;
import dev.mayfly.examples.swarm.plain.PlainSwarm;
import dev.mayfly.examples.swarm.scenario.Extent;
import dev.mayfly.examples.swarm.scenario.Scenario;
import dev.mayfly.examples.swarm.scenario.ScenarioReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.Set;

/** What both modes promise together. */
class ModesTest {
    private static final int TICKS = 300;

    @ParameterizedTest
    @CsvSource({
        "starlings, 600, 1",
        "starlings, 600, -7",
        "reef, 700, 2",
        "reef, 700, 99",
        "locusts, 800, 3",
        "locusts, 800, 123456789012",
        "starlings, 1, 5",
    })
    void computeTheSameTickForTick(String name, int agents, long seed) throws Exception {
        Scenario scenario = ScenarioReader.read(name).withAgents(agents);
        try (Swarm plain = new PlainSwarm(scenario, seed);
                Swarm mayfly = new MayflySwarm(scenario, seed)) {
            assertThat(mayfly.checksum()).isEqualTo(plain.checksum());
            for (int tick = 1; tick <= TICKS; tick++) {
                plain.tick();
                mayfly.tick();
                assertThat(mayfly.checksum()).as("tick %s", tick).isEqualTo(plain.checksum());
            }
            assertThat(Snapshot.of(mayfly)).isEqualTo(Snapshot.of(plain));
            assertThat(mayfly.collisions()).isEqualTo(plain.collisions());
            assertThat(mayfly.catches()).isEqualTo(plain.catches());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"starlings", "reef", "locusts"})
    void letAgentsTouchAndPredatorsCatch(String name) throws Exception {
        Scenario scenario = ScenarioReader.read(name).withAgents(3_000);
        try (Swarm swarm = new MayflySwarm(scenario, 4)) {
            tick(swarm, TICKS);
            assertThat(swarm.collisions()).isPositive();
            assertThat(swarm.catches()).isPositive();
        }
    }

    @Test
    void differFromSeedToSeed() throws Exception {
        Scenario scenario = ScenarioReader.read("starlings").withAgents(100);
        try (Swarm one = new MayflySwarm(scenario, 1);
                Swarm other = new MayflySwarm(scenario, 2)) {
            assertThat(one.checksum()).isNotEqualTo(other.checksum());
        }
    }

    @Test
    void keepTheNumberOfAgentsInEachGroupAndOfPredators() throws Exception {
        Scenario scenario = ScenarioReader.read("reef").withAgents(1_000);
        try (Swarm swarm = new PlainSwarm(scenario, 1)) {
            tick(swarm, TICKS);
            int[] members = new int[scenario.groups().size() + 1];
            swarm.visit((entity, kind, x, y, vx, vy) -> members[kind + 1]++);
            assertThat(members[0]).isEqualTo(scenario.hunters());
            for (int group = 0; group < scenario.groups().size(); group++) {
                assertThat(members[group + 1]).isEqualTo(scenario.groups().get(group).count());
            }
        }
    }

    @Test
    void replaceAboutOnePercentOfTheAgentsInATick() throws Exception {
        Scenario scenario = ScenarioReader.read("starlings").withAgents(4_000);
        try (Swarm swarm = new PlainSwarm(scenario, 1)) {
            tick(swarm, 50);
            Set<Integer> before = entities(swarm);
            swarm.tick();
            Set<Integer> after = entities(swarm);
            after.removeAll(before);
            assertThat(after.size()).isBetween(20, 60);
        }
    }

    @Test
    void keepEveryMoverInsideTheWorldAndBelowItsSpeed() throws Exception {
        Scenario scenario = ScenarioReader.read("starlings").withAgents(1_000);
        Extent extent = scenario.world();
        try (Swarm swarm = new MayflySwarm(scenario, 1)) {
            tick(swarm, TICKS);
            for (Snapshot.Mover mover : Snapshot.of(swarm).movers()) {
                assertThat(mover.x()).isBetween(0f, extent.width());
                assertThat(mover.y()).isBetween(0f, extent.height());
                float limit =
                        mover.kind() == Swarm.PREDATOR
                                ? scenario.predators().getFirst().speed()
                                : scenario.groups().get(mover.kind()).speed();
                assertThat(Math.hypot(mover.vx(), mover.vy())).isLessThanOrEqualTo(limit * 1.001);
            }
        }
    }

    private static Set<Integer> entities(Swarm swarm) {
        Set<Integer> entities = new HashSet<>();
        swarm.visit((entity, kind, x, y, vx, vy) -> entities.add(entity));
        return entities;
    }

    private static void tick(Swarm swarm, int ticks) {
        for (int tick = 0; tick < ticks; tick++) {
            swarm.tick();
        }
    }
}
