package dev.mayfly.allocator;

import static dev.mayfly.allocator.SafetyLevel.PARANOID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.allocator.error.MayflyException;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every exception of the allocator is provoked, and what its message says is done, and works. */
class AdviceTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/mayfly/allocator");
    private static final Pattern MADE = Pattern.compile("new (\\w+Exception)\\(");

    /** Places that are not provoked here: the file, words of the message, and why. */
    private static final Map<String, String> ELSEWHERE =
            Map.ofEntries(
                    Map.entry("BufferOrigin.java| is full", "2^31 elements: LargestSizesTest"),
                    Map.entry("IntQueue.java| is full", "2^30 elements: LargestSizesTest"),
                    Map.entry("IntKeys.java| is full", "2^30 entries: LargestSizesTest"),
                    Map.entry("SlotTable.java|cannot make more", "2^31 slots are 40 GB of heap"),
                    Map.entry("Carving.java|failure.reason()", "Linux refuses: ReservedSourceTest"),
                    Map.entry("Mapping.java|failure.reason()", "Linux refuses: a fault put in"),
                    Map.entry("ReservedSource.java|", "Linux alone: ReservedSourceTest"),
                    Map.entry(
                            "ChunkEntry.java|closed meanwhile",
                            "a race with close() of the allocator"),
                    Map.entry("ColumnImage.java|", "for the bridge alone: ColumnImageTest"),
                    Map.entry("EndedMessages.java|", "with the agent: LateUseAgentTest"),
                    Map.entry(
                            "ArenaErrors.java|in use by another thread",
                            "a call that is under way on another thread: SharedSliceTest"));

    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> framesAndScopes() {
        return FrameAdvice.cases().tests(folder);
    }

    @TestFactory
    Stream<DynamicTest> buffersAndCollections() {
        return BufferAdvice.cases().tests(folder);
    }

    @TestFactory
    Stream<DynamicTest> whatLeavesAFrame() {
        return LeavingAdvice.cases().tests(folder);
    }

    @TestFactory
    Stream<DynamicTest> limitsAndSources() {
        return SourceAdvice.cases().tests(folder);
    }

    @TestFactory
    Stream<DynamicTest> pools() {
        return PoolAdvice.cases().tests(folder);
    }

    @TestFactory
    Stream<DynamicTest> teams() {
        return TeamAdvice.cases().tests(folder);
    }

    /** The place in the same file that begins there or before. */
    private static Place placeOf(Place made, TreeMap<Place, String> places) {
        Place before = places.floorKey(made);
        return before != null && before.file.equals(made.file) ? before : made;
    }

    @Test
    void noPlaceThatMakesAnExceptionIsForgotten() throws IOException {
        assumeThat(SafetyLevel.current()).isEqualTo(PARANOID);
        assumeThat(Files.isDirectory(SOURCES)).isTrue();
        TreeMap<Place, String> forgotten = new TreeMap<>(places());
        Set<Place> provoked =
                everything()
                        .flatMap(each -> each.places(folder).stream())
                        .map(made -> new Place(made.getFileName(), made.getLineNumber()))
                        // The line may be that of a later part of the message.
                        .map(made -> placeOf(made, forgotten))
                        .collect(Collectors.toSet());
        forgotten.keySet().removeAll(provoked);
        forgotten
                .entrySet()
                .removeIf(
                        place ->
                                ELSEWHERE.keySet().stream()
                                        .map(each -> each.split("\\|", 2))
                                        .anyMatch(
                                                each ->
                                                        place.getKey().file.equals(each[0])
                                                                && place.getValue()
                                                                        .contains(each[1])));
        assertThat(forgotten).isEmpty();
    }

    /** Where an exception is made. */
    private record Place(String file, int line) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::file).thenComparingInt(Place::line);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private static Stream<Advice> everything() {
        return Stream.of(
                FrameAdvice.cases(),
                BufferAdvice.cases(),
                LeavingAdvice.cases(),
                SourceAdvice.cases(),
                PoolAdvice.cases(),
                TeamAdvice.cases());
    }

    /** Where the sources make an exception of ours, with the code from there. */
    private static Map<Place, String> places() throws IOException {
        Set<String> ours =
                Arrays.stream(MayflyException.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new));
        Map<Place, String> places = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    Matcher made = MADE.matcher(lines.get(i));
                    if (made.find() && ours.contains(made.group(1))) {
                        places.put(
                                new Place(file.getFileName().toString(), i + 1),
                                String.join(" ", lines.subList(i, Math.min(i + 9, lines.size()))));
                    }
                }
            }
        }
        return places;
    }

    @Test
    void noKindOfExceptionIsForgotten() {
        // What libraries built on the allocator throw is theirs.
        assertThat(everything().flatMap(Advice::types))
                .containsAll(
                        Arrays.stream(MayflyException.class.getPermittedSubclasses())
                                .filter(each -> each != ExtensionException.class)
                                .toList());
    }
}
