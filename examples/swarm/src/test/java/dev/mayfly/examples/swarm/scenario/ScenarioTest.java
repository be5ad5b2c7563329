package dev.mayfly.examples.swarm.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class ScenarioTest {
    private final Scenario scenario =
            new Scenario(
                    new Extent(100f, 100f),
                    0.01f,
                    List.of(group("a", 300, 3f), group("b", 200, 5f), group("c", 100, 4f)),
                    List.of(new Obstacle(50f, 50f, 10f)),
                    List.of(new Pack("p", 2, 5f, 20f, 1f), new Pack("q", 1, 5f, 20f, 1f)));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 599, 600, 1_000, 60_001, 1_000_000})
    void scalingGivesExactlyTheAgentsAskedFor(int agents) {
        assertThat(scenario.withAgents(agents).agents()).isEqualTo(agents);
    }

    @Test
    void scalingKeepsTheSharesOfTheGroups() {
        assertThat(scenario.withAgents(60_000).groups())
                .extracting(Group::count)
                .containsExactly(30_000, 20_000, 10_000);
    }

    @Test
    void scalingLeavesTheRestAsItIs() {
        Scenario scaled = scenario.withAgents(60);
        assertThat(scaled.world()).isEqualTo(scenario.world());
        assertThat(scaled.obstacles()).isEqualTo(scenario.obstacles());
        assertThat(scaled.predators()).isEqualTo(scenario.predators());
        assertThat(scaled.groups()).extracting(Group::name).containsExactly("a", "b", "c");
    }

    @Test
    void predatorsOfAllPacksAreCounted() {
        assertThat(scenario.hunters()).isEqualTo(3);
    }

    @Test
    void theWidestSightIsThatOfTheFarthestSeeingGroup() {
        assertThat(scenario.widestSight()).isEqualTo(5f);
    }

    private static Group group(String name, int count, float sight) {
        return new Group(name, count, 10f, new Senses(sight, 1f, 10f));
    }
}
