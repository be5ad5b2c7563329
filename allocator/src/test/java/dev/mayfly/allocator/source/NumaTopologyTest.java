package dev.mayfly.allocator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.SameAtEveryLevel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

@SameAtEveryLevel
class NumaTopologyTest {

    @TempDir Path sysfs;

    @Test
    void oneNode() throws IOException {
        online("0");
        node(0, "0-1", 6_121_688, "10");
        assertThat(NumaTopology.read(sysfs).nodes())
                .containsExactly(
                        new NumaTopology.Node(0, List.of(0, 1), 6_121_688L * 1024, List.of(10)));
    }

    @Test
    void twoNodesWithProcessorsInTurn() throws IOException {
        online("0-1");
        node(0, "0,2,4-6,8", 1_000, "10 21");
        node(1, "1,3,7,9", 2_000, "21 10");
        assertThat(NumaTopology.read(sysfs).nodes())
                .containsExactly(
                        new NumaTopology.Node(
                                0, List.of(0, 2, 4, 5, 6, 8), 1_024_000, List.of(10, 21)),
                        new NumaTopology.Node(1, List.of(1, 3, 7, 9), 2_048_000, List.of(21, 10)));
    }

    @Test
    void eightNodesOfWhichSomeHaveNoProcessorsOrNoMemoryAndNumbersAreMissing() throws IOException {
        List<Integer> numbers = List.of(0, 1, 2, 3, 8, 9, 10, 15);
        online("0-3,8-10,15");
        for (int i = 0; i < numbers.size(); i++) {
            String cpus = i == 6 ? "" : i * 16 + "-" + (i * 16 + 15);
            node(numbers.get(i), cpus, i == 7 ? 0 : 1L << 28, "10 12 12 12 32 32 32 32");
        }
        List<NumaTopology.Node> nodes = NumaTopology.read(sysfs).nodes();
        assertThat(nodes).extracting(NumaTopology.Node::number).isEqualTo(numbers);
        assertThat(nodes.get(5).processors())
                .isEqualTo(IntStream.rangeClosed(80, 95).boxed().toList());
        assertThat(nodes.get(6).processors()).isEmpty();
        assertThat(nodes.get(6).memoryBytes()).isEqualTo(1L << 38);
        assertThat(nodes.get(7).memoryBytes()).isZero();
        assertThat(nodes).allSatisfy(node -> assertThat(node.distances()).hasSize(8));
    }

    @Test
    void aMachineWithoutOneIsSaidSo() {
        assertThatThrownBy(() -> NumaTopology.read(sysfs.resolve("missing")))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("missing", "Linux");
    }

    @Test
    void whatCannotBeUnderstoodIsNamedWithItsFile() throws IOException {
        online("0-x");
        assertThatThrownBy(() -> NumaTopology.read(sysfs))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("online", "0-x");
        online("0");
        node(0, "0", 1, "10 20");
        assertThatThrownBy(() -> NumaTopology.read(sysfs))
                .hasMessageContainingAll("distance", "2 distances", "1 nodes");
        node(0, "0", 1, "ten");
        assertThatThrownBy(() -> NumaTopology.read(sysfs))
                .hasMessageContainingAll("distance", "ten");
        node(0, "0", 1, "10");
        Files.writeString(sysfs.resolve("node0/meminfo"), "Node 0 MemFree: 12 kB\n");
        assertThatThrownBy(() -> NumaTopology.read(sysfs))
                .hasMessageContainingAll("meminfo", "MemTotal");
        Files.writeString(
                sysfs.resolve("node0/meminfo"), "Node 0 MemTotal: 9223372036854775807 kB\n");
        assertThatThrownBy(() -> NumaTopology.read(sysfs))
                .hasMessageContainingAll("meminfo", "9223372036854775807");
    }

    @LinuxOnly
    @Test
    void thisMachineHasANodeWithMemoryForEveryProcessor() throws IOException {
        NumaTopology here = NumaTopology.read();
        assertThat(here.nodes()).isNotEmpty();
        assertThat(here.nodes().stream().mapToLong(NumaTopology.Node::memoryBytes).sum())
                .isPositive();
        assertThat(here.nodes().stream().mapToInt(node -> node.processors().size()).sum())
                .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    }

    private void online(String numbers) throws IOException {
        Files.writeString(sysfs.resolve("online"), numbers + "\n");
    }

    private void node(int number, String cpus, long kib, String distances) throws IOException {
        Path directory = Files.createDirectories(sysfs.resolve("node" + number));
        Files.writeString(directory.resolve("cpulist"), cpus + "\n");
        Files.writeString(
                directory.resolve("meminfo"),
                "Node %d MemTotal:    %d kB\nNode %d MemFree:   7 kB\n"
                        .formatted(number, kib, number));
        Files.writeString(directory.resolve("distance"), distances + "\n");
    }
}
