package dev.mayfly.examples.swarm.mayfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.SafetyLevel;
import dev.mayfly.examples.swarm.scenario.Scenario;
import dev.mayfly.examples.swarm.scenario.ScenarioReader;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

class MayflySwarmTest {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aTickTakesFrameMemoryAndGivesAllOfItBack() throws Exception {
        Scenario scenario = ScenarioReader.read("starlings").withAgents(500);
        try (FrameAllocator memory = FrameAllocator.create();
                MayflySwarm swarm = new MayflySwarm(scenario, 1, memory)) {
            for (int tick = 0; tick < 20; tick++) {
                swarm.tick();
                assertThat(memory.arena().depth()).isZero();
                assertThat(memory.arena().used()).isZero();
            }
            assertThat(memory.arena().peak()).isGreaterThan(500 * 6 * Integer.BYTES);
        }
    }

    @Test
    void aTickThatResemblesTheOnesBeforeAllocatesNothingOnTheHeap() throws Exception {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        Scenario scenario = ScenarioReader.read("starlings").withAgents(500);
        try (MayflySwarm swarm = new MayflySwarm(scenario, 1)) {
            for (int tick = 0; tick < 1_000; tick++) {
                swarm.tick();
            }
            int clean = 0;
            for (int tick = 0; tick < 100; tick++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                swarm.tick();
                clean += threads.getCurrentThreadAllocatedBytes() == before ? 1 : 0;
            }
            // The rest have found more neighbors or collisions than any tick before.
            assertThat(clean).isGreaterThan(90);
        }
    }
}
