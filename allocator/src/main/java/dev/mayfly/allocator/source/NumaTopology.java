package dev.mayfly.allocator.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The NUMA nodes of the machine, as Linux describes them in {@code /sys/devices/system/node}.
 *
 * @param nodes those that are online, by number; numbers may be missing
 */
public record NumaTopology(List<Node> nodes) {

    private static final Path SYSFS = Path.of("/sys/devices/system/node");
    private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s+(\\d+) kB");

    /** Copies the list. */
    public NumaTopology {
        nodes = List.copyOf(nodes);
    }

    /**
     * One node.
     *
     * @param number what {@link NumaSource} takes
     * @param processors the numbers of its processors; empty for memory without processors
     * @param memoryBytes its memory, in bytes; 0 for processors without memory
     * @param distances how far the memory of each node in {@link #nodes} is, in their order; 10 is
     *     its own
     */
    public record Node(
            int number, List<Integer> processors, long memoryBytes, List<Integer> distances) {

        /** Copies the lists. */
        public Node {
            processors = List.copyOf(processors);
            distances = List.copyOf(distances);
        }
    }

    /**
     * Reads the topology of this machine, as it is now.
     *
     * @throws IOException if there is none, which is so on everything but Linux, or it cannot be
     *     understood; the message names the file
     */
    public static NumaTopology read() throws IOException {
        return read(SYSFS);
    }

    static NumaTopology read(Path directory) throws IOException {
        if (!Files.isReadable(directory.resolve("online"))) {
            throw new IOException(
                    "No NUMA topology can be read from "
                            + directory
                            + "; Linux has one there, unless it was built or set up without.");
        }
        List<Node> nodes = new ArrayList<>();
        for (int number : numbers(directory.resolve("online"))) {
            nodes.add(node(directory.resolve("node" + number), number));
        }
        for (Node node : nodes) {
            if (node.distances.size() != nodes.size()) {
                throw new IOException(
                        directory.resolve("node" + node.number).resolve("distance")
                                + " has "
                                + node.distances.size()
                                + " distances, and there are "
                                + nodes.size()
                                + " nodes.");
            }
        }
        return new NumaTopology(nodes);
    }

    private static Node node(Path directory, int number) throws IOException {
        return new Node(
                number,
                numbers(directory.resolve("cpulist")),
                memory(directory.resolve("meminfo")),
                distances(directory.resolve("distance")));
    }

    /** Numbers and ranges of them, as in {@code 0-3,8,10-11}; an empty file has none. */
    private static List<Integer> numbers(Path file) throws IOException {
        String text = Files.readString(file).strip();
        if (text.isEmpty()) {
            return List.of();
        }
        try {
            return Stream.of(text.split(",")).flatMapToInt(NumaTopology::range).boxed().toList();
        } catch (NumberFormatException e) {
            throw notUnderstood(file, text, e);
        }
    }

    private static IntStream range(String text) {
        int dash = text.indexOf('-');
        return dash < 0
                ? IntStream.of(Integer.parseInt(text))
                : IntStream.rangeClosed(
                        Integer.parseInt(text.substring(0, dash)),
                        Integer.parseInt(text.substring(dash + 1)));
    }

    /** In the line {@code Node 0 MemTotal: 6121688 kB}. */
    private static long memory(Path file) throws IOException {
        String text = Files.readString(file);
        Matcher total = MEMORY.matcher(text);
        if (!total.find()) {
            throw new IOException(file + " has no line with MemTotal in kB.");
        }
        try {
            return Math.multiplyExact(Long.parseLong(total.group(1)), 1024L);
        } catch (ArithmeticException | NumberFormatException e) {
            throw notUnderstood(file, total.group(), e);
        }
    }

    private static List<Integer> distances(Path file) throws IOException {
        String text = Files.readString(file).strip();
        try {
            return Stream.of(text.split("\\s+")).map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            throw notUnderstood(file, text, e);
        }
    }

    private static IOException notUnderstood(Path file, String text, Exception cause) {
        return new IOException(file + " cannot be understood: '" + text + "'.", cause);
    }
}
