package dev.mayfly.allocator;

import static dev.mayfly.allocator.SafetyLevel.CHECKED;
import static dev.mayfly.allocator.SafetyLevel.PARANOID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.budget.MemorySize;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.BarrierMembershipException;
import dev.mayfly.allocator.error.CorruptedMemoryException;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.allocator.error.ForeignObjectException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.InvalidAlignmentException;
import dev.mayfly.allocator.error.InvalidFileException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LeakedException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.MayflyException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.NotInFrameException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.allocator.error.ReturnedTwiceException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.error.SourceInUseException;
import dev.mayfly.allocator.error.StaleHandleException;
import dev.mayfly.allocator.pool.Block;
import dev.mayfly.allocator.pool.BlockPool;
import dev.mayfly.allocator.pool.ObjectPool;
import dev.mayfly.allocator.pool.SlotTable;
import dev.mayfly.allocator.pool.Slots;
import dev.mayfly.allocator.pool.Threads;
import dev.mayfly.allocator.source.Declined;
import dev.mayfly.allocator.source.MappedFileSource;
import dev.mayfly.allocator.source.Memory;
import dev.mayfly.allocator.source.MemorySource;
import dev.mayfly.allocator.source.QuotaSource;
import dev.mayfly.allocator.team.BarrierParty;
import dev.mayfly.allocator.team.Batches;
import dev.mayfly.allocator.team.FrameBarrier;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.allocator.team.TeamFrame;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every exception of the allocator is provoked, and what its message says is done, and works. */
class AdviceTest {

    private static final ArenaSettings DEFAULTS = ArenaSettings.defaults();
    private static final Path SOURCES = Path.of("src/main/java/dev/mayfly/allocator");
    private static final Pattern MADE = Pattern.compile("new (\\w+Exception)\\(");
    private static final Tag SMALL = Tag.of("small", 1_024);

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
                            "Chunk.java|closed meanwhile", "a race with close() of the allocator"),
                    Map.entry("ColumnImage.java|", "for the bridge alone: ColumnImageTest"),
                    Map.entry("EndedMessages.java|", "with the agent: LateUseAgentTest"),
                    Map.entry(
                            "ArenaErrors.java|in use by another thread",
                            "a call that is under way on another thread: SharedSliceTest"));

    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> framesAndScopes() {
        return frames().tests(folder);
    }

    @TestFactory
    Stream<DynamicTest> buffersAndCollections() {
        return buffers().tests(folder);
    }

    @TestFactory
    Stream<DynamicTest> whatLeavesAFrame() {
        return leaving().tests(folder);
    }

    @TestFactory
    Stream<DynamicTest> limitsAndSources() {
        return sources().tests(folder);
    }

    @TestFactory
    Stream<DynamicTest> pools() {
        return ofPools().tests(folder);
    }

    @TestFactory
    Stream<DynamicTest> teams() {
        return ofTeams().tests(folder);
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
                        .map(forgotten::floorKey)
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
        return Stream.of(frames(), buffers(), leaving(), sources(), ofPools(), ofTeams());
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

    private static void inFrame(Advice.Fresh on) {
        try (FrameScope _ = on.arena().begin()) {
            on.arena().floats(3);
            on.arena().allocate(3, 1);
        }
    }

    private static Advice frames() {
        return new Advice()
                .add(
                        FrameOpenException.class,
                        "End that one first, or nest with scope().",
                        on -> {
                            on.arena().begin();
                            on.arena().begin();
                        },
                        on -> {
                            try (FrameScope _ = on.arena().begin();
                                    FrameScope _ = on.arena().scope()) {
                                on.arena().floats(1);
                            }
                            inFrame(on);
                        })
                .add(
                        NoFrameException.class,
                        "Do it between begin() and the end of the frame",
                        on -> on.arena().floats(1),
                        AdviceTest::inFrame)
                .add(
                        NoFrameException.class,
                        "End each frame once, by its close() or by end(), after its begin().",
                        on -> on.arena().end(),
                        on -> {
                            on.arena().begin();
                            on.arena().end();
                        })
                .add(
                        ScopeOrderException.class,
                        "Close scopes in reverse order of opening; try-with-resources does.",
                        on -> {
                            FrameScope frame = on.arena().begin();
                            on.arena().scope();
                            frame.close();
                        },
                        on -> {
                            FrameScope frame = on.arena().begin();
                            on.arena().scope().close();
                            frame.close();
                        })
                .add(
                        ScopeOrderException.class,
                        "Rewind to a mark inside the scope that it was set in.",
                        on -> {
                            on.arena().begin();
                            long mark;
                            try (FrameScope _ = on.arena().scope()) {
                                mark = on.arena().mark();
                            }
                            on.arena().rewind(mark);
                        },
                        on -> {
                            try (FrameScope _ = on.arena().begin()) {
                                on.arena().rewind(on.arena().mark());
                            }
                        })
                .add(
                        ScopeOrderException.class,
                        "Close what was opened after a mark before rewinding to it.",
                        on -> {
                            on.arena().begin();
                            long mark = on.arena().mark();
                            on.arena().scope();
                            on.arena().rewind(mark);
                        },
                        on -> {
                            try (FrameScope _ = on.arena().begin()) {
                                long mark = on.arena().mark();
                                on.arena().scope().close();
                                on.arena().rewind(mark);
                            }
                        })
                .add(
                        ScopeOrderException.class,
                        "Leave closing to whoever opened it.",
                        on -> {
                            on.arena().begin();
                            FrameScope scope = on.arena().scope();
                            scope.onClose(scope::close);
                            scope.close();
                        },
                        on -> {
                            on.arena().begin();
                            FrameScope scope = on.arena().scope();
                            scope.onClose(() -> {});
                            scope.close();
                            on.arena().end();
                        })
                .add(
                        ScopeOrderException.class,
                        "Close each scope once.",
                        on -> {
                            on.arena().begin();
                            FrameScope scope = on.arena().scope();
                            scope.close();
                            scope.close();
                        },
                        AdviceTest::inFrame)
                .add(
                        ScopeOrderException.class,
                        "Add actions while the scope is open.",
                        on -> {
                            on.arena().begin();
                            FrameScope scope = on.arena().scope();
                            scope.close();
                            scope.onClose(() -> {});
                        },
                        on -> {
                            try (FrameScope frame = on.arena().begin()) {
                                frame.onClose(() -> {});
                            }
                        })
                .add(
                        ScopeOrderException.class,
                        "Leave the scopes of the arena open there.",
                        on -> {
                            FrameObjects<int[]> objects =
                                    on.arena()
                                            .objects(
                                                    () -> {
                                                        on.arena().end();
                                                        return new int[1];
                                                    });
                            on.arena().begin();
                            objects.take();
                        },
                        on -> {
                            FrameObjects<int[]> objects = on.arena().objects(() -> new int[1]);
                            try (FrameScope _ = on.arena().begin()) {
                                objects.take();
                            }
                        })
                .add(
                        InvalidSizeException.class,
                        "to unwind to was given; use 0 or more.",
                        on -> on.arena().unwind(-1),
                        on -> on.arena().unwind(0))
                .add(
                        InvalidSizeException.class,
                        "frames was asked for; use 1 to 16.",
                        on -> on.memory().ring("ring", 17),
                        on -> on.memory().ring("ring", 16).close())
                .add(
                        AllocatorClosedException.class,
                        "Make one with FrameAllocator.create() where memory has to be given back.",
                        on -> FrameAllocator.shared().close(),
                        on -> FrameAllocator.create().close())
                .add(
                        FrameOpenException.class,
                        "The allocator was closed while a frame is open on",
                        on -> {
                            on.arena().begin();
                            on.memory().close();
                        },
                        on -> {
                            on.arena().begin();
                            on.arena().end();
                            on.memory().close();
                        })
                .add(
                        AllocatorClosedException.class,
                        "memory and frames can be had from an open one only",
                        on -> {
                            on.memory().close();
                            on.memory().arena();
                        },
                        AdviceTest::inFrame)
                .add(
                        AllocatorClosedException.class,
                        "Close a ring or scratch after its last use.",
                        on -> {
                            FrameRing ring = on.memory().ring("ring", 2);
                            ring.close();
                            ring.begin();
                        },
                        on -> {
                            try (FrameRing ring = on.memory().ring("ring", 2)) {
                                ring.begin();
                                ring.end();
                            }
                        })
                .add(
                        NoFrameException.class,
                        "Take from the arena that the ring's begin() returned last.",
                        on -> {
                            FrameRing ring = on.memory().ring("ring", 2);
                            FrameArena first = ring.begin();
                            ring.end();
                            first.floats(1);
                        },
                        on -> {
                            try (FrameRing ring = on.memory().ring("ring", 2)) {
                                ring.begin();
                                ring.end();
                                ring.begin().floats(1);
                                ring.end();
                            }
                        })
                .add(
                        ForeignThreadException.class,
                        "An arena serves the thread that owns it only; ",
                        on -> onAnother(() -> on.arena().begin()),
                        on ->
                                onAnother(
                                        () -> {
                                            FrameArena own = on.memory().arena();
                                            own.begin();
                                            own.end();
                                        }))
                .from(
                        PARANOID,
                        CorruptedMemoryException.class,
                        "a wrong size or offset, that writes past what it was given.",
                        on -> {
                            on.arena().begin();
                            MemorySegment slice = on.arena().allocate(8, 8);
                            MemorySegment.ofAddress(slice.address())
                                    .reinterpret(16)
                                    .set(ValueLayout.JAVA_BYTE, 8, (byte) 1);
                            on.arena().end();
                        },
                        on -> {
                            on.arena().begin();
                            on.arena().allocate(16, 8).set(ValueLayout.JAVA_BYTE, 8, (byte) 1);
                            on.arena().end();
                        })
                .add(
                        InvalidSizeException.class,
                        "use sizes from",
                        on -> DEFAULTS.withChunks(1, 2),
                        on -> DEFAULTS.withChunks(1 << 16, 1 << 16))
                .add(
                        InvalidSizeException.class,
                        "bytes; use 0 or more.",
                        on -> DEFAULTS.withLimit(-1),
                        on -> DEFAULTS.withLimit(0))
                .add(
                        InvalidSizeException.class,
                        "quiet frames; use 1 or more.",
                        on -> DEFAULTS.withQuietFrames(0),
                        on -> DEFAULTS.withQuietFrames(1))
                .add(
                        InvalidAlignmentException.class,
                        "use a power of two from 1 to",
                        on -> DEFAULTS.withAlignment(3),
                        on -> DEFAULTS.withAlignment(4));
    }

    /** Runs a body on another thread, and throws here what it throws. */
    private static void onAnother(Runnable body) throws Exception {
        try {
            Threads.onAnother(
                    () -> {
                        body.run();
                        return true;
                    });
        } catch (java.util.concurrent.ExecutionException thrown) {
            throw (Exception) thrown.getCause();
        }
    }

    /** Rows with a column of each place. */
    static final class Rows extends SoaBuffer {
        final Floats x = floats();
    }

    static final class Mutable {
        int number;
    }

    /** In a frame. */
    private static Advice.Step framed(Advice.Step step) {
        return on -> {
            on.arena().begin();
            step.run(on);
            on.arena().end();
        };
    }

    private static Advice buffers() {
        return new Advice()
                .add(
                        ExpiredException.class,
                        "was used after its end.",
                        on -> {
                            on.arena().begin();
                            Floats floats = on.arena().floats(1);
                            on.arena().end();
                            floats.get(0);
                        },
                        framed(on -> on.arena().floats(1).get(0)))
                .add(
                        OutOfBoundsException.class,
                        "use 0 to 2.",
                        framed(on -> on.arena().floats(3).get(3)),
                        framed(on -> on.arena().floats(3).get(2)))
                .add(
                        OutOfBoundsException.class,
                        "It has no elements; ask length() first.",
                        framed(on -> on.arena().intList(3).get(0)),
                        framed(on -> assertThat(on.arena().intList(3).length()).isZero()))
                .add(
                        OutOfBoundsException.class,
                        "of length 3.",
                        framed(on -> on.arena().floats(3).copyTo(2, new float[9], 0, 2)),
                        framed(on -> on.arena().floats(3).copyTo(2, new float[9], 0, 1)))
                .add(
                        OutOfBoundsException.class,
                        "are outside an array of length 2. Nothing was copied.",
                        framed(on -> on.arena().floats(3).copyTo(0, new float[2], 0, 3)),
                        framed(on -> on.arena().floats(3).copyTo(0, new float[2], 0, 2)))
                .add(
                        InvalidSizeException.class,
                        "elements was asked for; use 0 or more.",
                        framed(on -> on.arena().floats(-1)),
                        framed(on -> on.arena().floats(0)))
                .add(
                        InvalidSizeException.class,
                        "elements was asked for; the most is ",
                        framed(on -> on.arena().floats(Integer.MAX_VALUE)),
                        framed(on -> on.arena().floats(10)))
                .add(
                        InvalidSizeException.class,
                        "IntIntMap of 2147483647 elements was asked for; the most is ",
                        framed(on -> on.arena().intIntMap(Integer.MAX_VALUE)),
                        framed(on -> on.arena().intIntMap(10)))
                .add(
                        InvalidSizeException.class,
                        "A native slice of -1 bytes was asked for; use 0 to ",
                        framed(on -> on.arena().allocate(-1, 8)),
                        framed(on -> on.arena().allocate(0, 8)))
                .add(
                        InvalidSizeException.class,
                        "was asked for; use 0 or more, and up to ",
                        framed(on -> on.arena().allocate(ValueLayout.JAVA_LONG, 1L << 40)),
                        framed(on -> on.arena().allocate(ValueLayout.JAVA_LONG, 10)))
                .add(
                        InvalidSizeException.class,
                        "rows were to be added to",
                        on -> new Rows().addRows(-1),
                        on -> new Rows().addRows(0))
                .add(
                        InvalidSizeException.class,
                        "rows; use 0 to ",
                        on -> new Rows().ensureCapacity(-1),
                        on -> new Rows().ensureCapacity(0))
                .add(
                        OutOfBoundsException.class,
                        "It has none; ask size() first, or add one.",
                        on -> new Rows().removeSwap(0),
                        on -> {
                            Rows rows = new Rows();
                            rows.addRow();
                            rows.removeSwap(0);
                        })
                .add(
                        ExpiredException.class,
                        "was used after its end.",
                        on -> {
                            Rows rows = new Rows();
                            rows.close();
                            rows.addRow();
                        },
                        on -> new Rows().addRow())
                .add(
                        ReentryException.class,
                        "Have it compare, and nothing else.",
                        framed(
                                on -> {
                                    ObjectList<Integer> list = on.arena().objectList(4);
                                    list.add(2);
                                    list.add(1);
                                    list.sort(
                                            (a, b) -> {
                                                list.clear();
                                                return a - b;
                                            });
                                }),
                        framed(
                                on -> {
                                    ObjectList<Integer> list = on.arena().objectList(4);
                                    list.add(2);
                                    list.add(1);
                                    list.sort((a, b) -> a - b);
                                }))
                .add(
                        OutOfBoundsException.class,
                        "the highest is 2147483646.",
                        framed(on -> on.arena().bits(3).set(Integer.MAX_VALUE)),
                        framed(on -> on.arena().bits(3).set(1_000_000)))
                .add(
                        ReentryException.class,
                        "Have a CharSequence give its characters, and nothing else.",
                        framed(
                                on -> {
                                    FrameText text = on.arena().text(8);
                                    text.append(changing(text));
                                }),
                        framed(on -> on.arena().text(8).append("abc")))
                .add(
                        InvalidSizeException.class,
                        "decimals; use 0 to ",
                        framed(on -> on.arena().text(8).append(1.5, -1)),
                        framed(on -> on.arena().text(8).append(1.5, 2)))
                .add(
                        ReentryException.class,
                        "Have the supplier make a buffer, and take others after it has returned.",
                        on -> {
                            List<FrameRows<Rows>> self = new ArrayList<>();
                            FrameRows<Rows> rows = on.arena().rows(() -> self.getFirst().take());
                            self.add(rows);
                            on.arena().begin();
                            rows.take();
                        },
                        on -> {
                            FrameRows<Rows> rows = on.arena().rows(Rows::new);
                            on.arena().begin();
                            rows.take();
                            rows.take();
                            on.arena().end();
                        })
                .from(
                        CHECKED,
                        ExpiredException.class,
                        "was written to after its scope had ended",
                        on -> {
                            FrameObjects<Mutable> objects = on.arena().objects(Mutable::new);
                            on.arena().begin();
                            Mutable kept = objects.take();
                            on.arena().end();
                            kept.number = 7;
                            inFrame(on);
                            inFrame(on);
                        },
                        on -> {
                            FrameObjects<Mutable> objects = on.arena().objects(Mutable::new);
                            for (int i = 0; i < 3; i++) {
                                on.arena().begin();
                                objects.take().number = i;
                                on.arena().end();
                            }
                        });
    }

    private static CharSequence changing(FrameText text) {
        return new CharSequence() {
            @Override
            public int length() {
                return 3;
            }

            @Override
            public char charAt(int index) {
                text.append("b");
                return 'a';
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                return this;
            }
        };
    }

    private static Advice leaving() {
        return new Advice()
                .add(
                        NotInFrameException.class,
                        "Do it once, on the arena that it was taken from.",
                        framed(
                                on -> {
                                    Floats floats = on.arena().floats(1);
                                    on.arena().promote(floats);
                                    on.arena().promote(floats);
                                }),
                        framed(on -> on.arena().promote(on.arena().floats(1)).close()))
                .add(
                        ExpiredException.class,
                        "Close it after its last use.",
                        framed(
                                on -> {
                                    Promotion<?> kept = on.arena().promote(on.arena().floats(1));
                                    kept.close();
                                    kept.get();
                                }),
                        framed(
                                on -> {
                                    Promotion<?> kept = on.arena().promote(on.arena().floats(1));
                                    kept.get();
                                    kept.close();
                                }))
                .add(
                        ExpiredException.class,
                        "A parcel was discarded that had been received or discarded before.",
                        framed(
                                on -> {
                                    Parcel<?> parcel = on.arena().send(on.arena().floats(1));
                                    parcel.discard();
                                    parcel.discard();
                                }),
                        framed(on -> on.arena().send(on.arena().floats(1)).discard()))
                .add(
                        ExpiredException.class,
                        "Do either, once, and keep no reference to it.",
                        framed(
                                on -> {
                                    Parcel<Floats> parcel = on.arena().send(on.arena().floats(1));
                                    on.arena().receive(parcel);
                                    on.arena().receive(parcel);
                                }),
                        framed(on -> on.arena().receive(on.arena().send(on.arena().floats(1)))))
                .from(
                        CHECKED,
                        ExpiredException.class,
                        "Promote it in that scope, on ",
                        framed(
                                on -> {
                                    MemorySegment slice;
                                    try (FrameScope _ = on.arena().scope()) {
                                        slice = on.arena().allocate(8, 8);
                                    }
                                    on.arena().promote(slice);
                                }),
                        framed(on -> on.arena().promote(on.arena().allocate(8, 8)).close()))
                .from(
                        CHECKED,
                        ForeignThreadException.class,
                        "or take it by allocateShared().",
                        framed(on -> promoteElsewhere(on, on.arena().allocate(8, 8))),
                        framed(on -> promoteElsewhere(on, on.arena().allocateShared(8, 8))))
                .add(
                        LeakedException.class,
                        "Close what promote() returned",
                        on -> {
                            on.arena().begin();
                            on.arena().promote(on.arena().floats(1));
                            on.arena().end();
                            on.memory().close();
                        },
                        on -> {
                            on.arena().begin();
                            Promotion<?> kept = on.arena().promote(on.arena().floats(1));
                            on.arena().end();
                            kept.close();
                            on.memory().close();
                        })
                .add(
                        LeakedException.class,
                        "Receive or discard what was sent",
                        on -> {
                            on.arena().begin();
                            on.arena().send(on.arena().floats(1));
                            on.arena().end();
                            on.memory().close();
                        },
                        on -> {
                            on.arena().begin();
                            on.arena().send(on.arena().floats(1)).discard();
                            on.arena().end();
                            on.memory().close();
                        });
    }

    private static void promoteElsewhere(Advice.Fresh on, MemorySegment slice) throws Exception {
        onAnother(
                () -> {
                    FrameArena other = on.memory().arena();
                    other.begin();
                    try {
                        other.promote(slice).close();
                    } finally {
                        other.end();
                    }
                });
    }

    private static void takeFrom(MemorySource source, ArenaSettings settings, int bytes) {
        try (FrameAllocator memory = FrameAllocator.create(settings, source)) {
            FrameArena arena = memory.arena();
            try (FrameScope _ = arena.begin()) {
                for (int i = 0; i < bytes / 1_000; i++) {
                    arena.allocate(1_000, 8);
                }
            }
        }
    }

    private static Advice sources() {
        TagGroup group = TagGroup.of("group", 1_024);
        Tag inGroup = Tag.of("in group").in(group);
        return new Advice()
                .add(
                        LimitExceededException.class,
                        ", take less, or give something back first.",
                        framed(
                                on -> {
                                    try (FrameScope _ = on.arena().scope(SMALL)) {
                                        on.arena().bytes(2_048);
                                    }
                                }),
                        framed(
                                on -> {
                                    try (FrameScope _ = on.arena().scope(SMALL)) {
                                        on.arena().bytes(512);
                                    }
                                    try (FrameScope _ = on.arena().scope(Tag.of("raised", 4_096))) {
                                        on.arena().bytes(2_048);
                                    }
                                }))
                .add(
                        LimitExceededException.class,
                        "Raise the limit of its ArenaSettings",
                        on -> inScratch(on, DEFAULTS.withLimit(1_024)),
                        on -> inScratch(on, DEFAULTS.withLimit(4_096)))
                .add(
                        LimitExceededException.class,
                        "Raise the group's limit",
                        framed(
                                on -> {
                                    try (FrameScope _ = on.arena().scope(inGroup)) {
                                        on.arena().bytes(2_048);
                                    }
                                }),
                        framed(
                                on -> {
                                    Tag raised = Tag.of("t").in(TagGroup.of("raised", 1 << 20));
                                    try (FrameScope _ = on.arena().scope(raised)) {
                                        on.arena().bytes(2_048);
                                    }
                                }))
                .add(
                        ScopeOrderException.class,
                        "Leave the scopes of the arena that asks open.",
                        framed(on -> takePast(on, FrameScope::close, 1_024)),
                        framed(on -> takePast(on, _ -> {}, 512)))
                .add(
                        InvalidSizeException.class,
                        "' was given a ",
                        on -> Tag.of("negative", -1),
                        on -> Tag.of("none", 0))
                .add(
                        InvalidSizeException.class,
                        "write a whole number and B, KiB, MiB, GiB or TiB, as in \"256 KiB\".",
                        on -> MemorySize.parse("256 KB"),
                        on -> MemorySize.parse("256 KiB"))
                .add(
                        InvalidSizeException.class,
                        "the most is 9223372036854775807 B.",
                        on -> MemorySize.parse("9000000000 GiB"),
                        on -> MemorySize.parse("9223372036854775807 B"))
                .add(
                        InvalidSizeException.class,
                        "bytes of native memory was set; use 0 or more.",
                        on -> on.memory().limitNative(-1),
                        on -> on.memory().limitNative(0))
                .add(
                        OutOfNativeMemoryException.class,
                        "call FrameAllocator.limitNative, with 1MiB or more.",
                        on -> {
                            on.memory().limitNative(0);
                            inFrame(on);
                        },
                        on -> {
                            on.memory().limitNative(MemorySize.parse("1MiB"));
                            inFrame(on);
                        })
                .add(
                        OutOfNativeMemoryException.class,
                        "or have an arena take smaller chunks (ArenaSettings.withChunks).",
                        on ->
                                takeFrom(
                                        new QuotaSource(100_000, MemorySource.ofNative()),
                                        DEFAULTS,
                                        90_000),
                        on ->
                                takeFrom(
                                        new QuotaSource(160_000, MemorySource.ofNative()),
                                        DEFAULTS.withChunks(4_096, 4_096),
                                        70_000))
                .add(
                        OutOfNativeMemoryException.class,
                        "or put a native source behind this one.",
                        on -> MemorySource.take(MemorySource.ofHeap(), 8, 64),
                        on ->
                                MemorySource.take(
                                                MemorySource.firstOf(
                                                        MemorySource.ofHeap(),
                                                        MemorySource.ofNative()),
                                                8,
                                                64)
                                        .giveBack())
                .add(
                        OutOfNativeMemoryException.class,
                        "Take less, or give the process more",
                        on -> MemorySource.take(MemorySource.ofNative(), 1L << 60, 8),
                        on -> MemorySource.take(MemorySource.ofNative(), 1L << 10, 8).giveBack())
                .add(
                        InvalidSizeException.class,
                        "bytes was asked for, from a source; use 1 or more.",
                        on -> MemorySource.take(MemorySource.ofNative(), 0, 8),
                        on -> MemorySource.take(MemorySource.ofNative(), 1, 8).giveBack())
                .add(
                        InvalidAlignmentException.class,
                        "bytes was asked for, from a source; use a power of two.",
                        on -> MemorySource.take(MemorySource.ofNative(), 8, 3),
                        on -> MemorySource.take(MemorySource.ofNative(), 8, 4).giveBack())
                .add(
                        MemorySourceException.class,
                        "or with a Declined; mend the source.",
                        on -> takeFrom((_, _) -> null, DEFAULTS, 1_000),
                        on ->
                                takeFrom(
                                        MemorySource.firstOf(
                                                (_, _) -> new Declined("none."),
                                                MemorySource.ofNative()),
                                        DEFAULTS,
                                        1_000))
                .add(
                        MemorySourceException.class,
                        "Mend the source; until it takes that back, the memory is lost.",
                        on -> takeFrom(keeping(new boolean[] {true}), DEFAULTS, 1_000),
                        on -> takeFrom(keeping(new boolean[1]), DEFAULTS, 1_000))
                .add(
                        InvalidSizeException.class,
                        "A quota of -1 bytes was asked for; use 0 or more.",
                        on -> new QuotaSource(-1, MemorySource.ofNative()),
                        on -> new QuotaSource(0, MemorySource.ofNative()))
                .add(
                        InvalidSizeException.class,
                        "bytes of memory was asked for; use 1 or more.",
                        on -> MappedFileSource.create(newPath(on), 0),
                        on -> MappedFileSource.create(newPath(on), 1).close())
                .add(
                        InvalidFileException.class,
                        "Give the path of one, or create one where there is no file",
                        on -> MappedFileSource.open(Files.writeString(newPath(on), "text")),
                        on -> {
                            Path path = newPath(on);
                            MappedFileSource.create(path, 1).close();
                            MappedFileSource.open(path).close();
                        })
                .add(
                        InvalidFileException.class,
                        "Use the Mayfly that wrote it",
                        on -> MappedFileSource.open(damaged(on, 8, 2)),
                        on -> MappedFileSource.open(damaged(on, 8, 1)).close())
                .add(
                        InvalidFileException.class,
                        "has a damaged header. Restore it from a copy, or delete it and create it"
                                + " anew",
                        on -> MappedFileSource.open(damaged(on, 12, 2)),
                        AdviceTest::deleteAndCreateAnew)
                .add(
                        InvalidFileException.class,
                        "cut short or written to. Restore it from a copy, or delete it and create"
                                + " it anew",
                        on -> MappedFileSource.open(damaged(on, 20_000, 1)),
                        AdviceTest::deleteAndCreateAnew)
                .add(
                        InvalidFileException.class,
                        "is open already. Close it there first",
                        on -> {
                            Path path = newPath(on);
                            try (MappedFileSource _ = MappedFileSource.create(path, 1)) {
                                MappedFileSource.open(path);
                            }
                        },
                        on -> {
                            Path path = newPath(on);
                            MappedFileSource.create(path, 1).close();
                            MappedFileSource.open(path).close();
                        })
                .add(
                        OutOfNativeMemoryException.class,
                        "Make it larger, or take less.",
                        on -> takeOfFile(on, 4_096, 8_192),
                        on -> {
                            takeOfFile(on, 8_192, 8_192);
                            takeOfFile(on, 4_096, 4_096);
                        })
                .add(
                        OutOfNativeMemoryException.class,
                        "it was closed. Open another one.",
                        on -> {
                            MappedFileSource file = MappedFileSource.create(newPath(on), 1);
                            file.close();
                            MemorySource.take(file, 1, 1);
                        },
                        on -> takeOfFile(on, 4_096, 1))
                .add(
                        SourceInUseException.class,
                        "Close the allocator that took them first.",
                        on -> {
                            MappedFileSource file = MappedFileSource.create(newPath(on), 1 << 20);
                            MemorySource.take(file, 8, 8);
                            file.close();
                        },
                        on -> {
                            MappedFileSource file = MappedFileSource.create(newPath(on), 1 << 20);
                            takeFrom(file, DEFAULTS, 1_000);
                            file.close();
                        });
    }

    private static Path newPath(Advice.Fresh on) throws IOException {
        Path path = Files.createTempFile(on.folder(), "memory", "");
        Files.delete(path);
        return path;
    }

    /** A memory file of which one number was overwritten. */
    private static Path damaged(Advice.Fresh on, int at, int number) throws IOException {
        Path path = newPath(on);
        MappedFileSource.create(path, 1).close();
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, number), at);
        }
        return path;
    }

    private static void deleteAndCreateAnew(Advice.Fresh on) throws IOException {
        Path path = damaged(on, 12, 2);
        Files.delete(path);
        MappedFileSource.create(path, 1).close();
        MappedFileSource.open(path).close();
    }

    private static void takeOfFile(Advice.Fresh on, long size, long bytes) throws IOException {
        try (MappedFileSource file = MappedFileSource.create(newPath(on), size)) {
            MemorySource.take(file, bytes, 8).giveBack();
        }
    }

    private static MemorySource keeping(boolean[] broken) {
        return (bytes, alignment) -> {
            Arena life = Arena.ofShared();
            return Memory.of(
                    life.allocate(bytes, alignment),
                    () -> {
                        if (broken[0]) {
                            throw new IllegalStateException("kept");
                        }
                        life.close();
                    });
        };
    }

    private static void takePast(Advice.Fresh on, Consumer<FrameScope> onFull, int bytes) {
        TagGroup full = TagGroup.of("full", 1_024);
        FrameScope scope = on.arena().scope(Tag.of("of full").in(full));
        full.onFull((_, _) -> onFull.accept(scope));
        on.arena().bytes(bytes);
        on.arena().bytes(bytes);
        scope.close();
    }

    private static void inScratch(Advice.Fresh on, ArenaSettings settings) {
        try (Scratch scratch = on.memory().scratch("scratch", settings)) {
            scratch.arena().bytes(2_048);
        }
    }

    private static Advice ofPools() {
        return new Advice()
                .add(
                        InvalidSizeException.class,
                        "A block of -1 bytes was asked for; use 0 to ",
                        on -> withPool(pool -> pool.take(-1)),
                        on -> withPool(pool -> pool.take(0).close()))
                .add(
                        ReturnedTwiceException.class,
                        "Return each block once, where its last user is done.",
                        on ->
                                withPool(
                                        pool -> {
                                            Block block = pool.take(8);
                                            block.close();
                                            block.close();
                                        }),
                        on -> withPool(pool -> pool.take(8).close()))
                .add(
                        ExpiredException.class,
                        "Take a block anew, or return it where its last user is done.",
                        on ->
                                withPool(
                                        pool -> {
                                            Block block = pool.take(8);
                                            block.close();
                                            block.segment();
                                        }),
                        on ->
                                withPool(
                                        pool -> {
                                            Block block = pool.take(8);
                                            block.segment();
                                            block.close();
                                        }))
                .add(
                        AllocatorClosedException.class,
                        "Close it after the last take.",
                        on ->
                                withPool(
                                        pool -> {
                                            pool.close();
                                            pool.take(8);
                                        }),
                        on -> withPool(pool -> pool.take(8)))
                .from(
                        PARANOID,
                        CorruptedMemoryException.class,
                        "look at what this one and its neighbours were given to.",
                        on -> withPool(pool -> writeBeside(pool.take(8), 8)),
                        on -> withPool(pool -> writeBeside(pool.take(16), 8)))
                .from(
                        PARANOID,
                        CorruptedMemoryException.class,
                        "it is free again.",
                        on ->
                                withPool(
                                        pool -> {
                                            for (int i = 0; i < 2_000; i++) {
                                                Block block = pool.take(8);
                                                long address = block.segment().address();
                                                block.close();
                                                MemorySegment.ofAddress(address)
                                                        .reinterpret(8)
                                                        .fill((byte) i);
                                            }
                                        }),
                        on ->
                                withPool(
                                        pool -> {
                                            for (int i = 0; i < 2_000; i++) {
                                                Block block = pool.take(8);
                                                block.segment().fill((byte) i);
                                                block.close();
                                            }
                                        }))
                .add(
                        InvalidSizeException.class,
                        "objects; use 1 or more.",
                        on -> ObjectPool.of(Object::new).bound(0),
                        on -> ObjectPool.of(Object::new).bound(1).build())
                .add(
                        InvalidSizeException.class,
                        "objects; use 0 or more.",
                        on -> ObjectPool.of(Object::new).prefill(-1),
                        on -> ObjectPool.of(Object::new).prefill(0).build())
                .add(
                        InvalidSizeException.class,
                        "raise the bound or fill it with less.",
                        on -> ObjectPool.of(Object::new).bound(1).prefill(2).build(),
                        on -> {
                            ObjectPool.of(Object::new).bound(2).prefill(2).build();
                            ObjectPool.of(Object::new).bound(1).prefill(1).build();
                        })
                .from(
                        CHECKED,
                        ForeignObjectException.class,
                        "Return an object to the pool that it was taken from.",
                        on -> ObjectPool.of(Object::new).build().give(new Object()),
                        on -> {
                            ObjectPool<Object> pool = ObjectPool.of(Object::new).build();
                            pool.give(pool.take());
                        })
                .from(
                        CHECKED,
                        ReturnedTwiceException.class,
                        "Return each object once, where its last user is done.",
                        on -> {
                            ObjectPool<Object> pool = ObjectPool.of(Object::new).build();
                            Object object = pool.take();
                            pool.give(object);
                            pool.give(object);
                        },
                        on -> {
                            ObjectPool<Object> pool = ObjectPool.of(Object::new).build();
                            pool.give(pool.take());
                            pool.give(pool.take());
                        })
                .add(
                        ReentryException.class,
                        "and change them after removeIf has returned.",
                        on -> {
                            Slots<String> slots = new Slots<>();
                            slots.add("a");
                            slots.removeIf(each -> slots.add("b") > 0);
                        },
                        on -> {
                            Slots<String> slots = new Slots<>();
                            slots.add("a");
                            slots.removeIf(each -> true);
                            slots.add("b");
                        })
                .add(
                        OutOfBoundsException.class,
                        "positions are 0 to the size less 1.",
                        on -> new SlotTable().handleAt(0),
                        on -> {
                            SlotTable table = new SlotTable();
                            table.add();
                            table.handleAt(0);
                        })
                .add(
                        StaleHandleException.class,
                        "Ask contains() where a row may be gone, and drop its handle with it.",
                        on -> {
                            SlotTable table = new SlotTable();
                            long handle = table.add();
                            table.remove(handle);
                            table.position(handle);
                        },
                        on -> {
                            SlotTable table = new SlotTable();
                            long handle = table.add();
                            table.remove(handle);
                            assertThat(table.contains(handle)).isFalse();
                        });
    }

    private static void writeBeside(Block block, int at) {
        MemorySegment.ofAddress(block.segment().address())
                .reinterpret(at + 1)
                .set(ValueLayout.JAVA_BYTE, at, (byte) 7);
        block.close();
    }

    private interface Use {
        void of(BlockPool pool);
    }

    private static void withPool(Use use) {
        try (BlockPool pool = BlockPool.create()) {
            use.of(pool);
        }
    }

    private interface TeamUse {
        void of(FrameTeam team) throws Exception;
    }

    private static Advice.Step withTeam(TeamUse use) {
        return on -> {
            FrameTeam team = FrameTeam.create(on.memory(), 2);
            use.of(team);
            team.close();
        };
    }

    private static void loop(FrameTeam team, FrameTeam.Body body) {
        try (TeamFrame _ = team.begin()) {
            team.parallelFor(0, 4, 1, body);
        }
    }

    private static Advice ofTeams() {
        TeamUse good = team -> loop(team, (_, _, arena, _) -> arena.floats(1));
        return new Advice()
                .add(
                        InvalidSizeException.class,
                        ", the calling thread included.",
                        on -> FrameTeam.create(on.memory(), 0),
                        on -> FrameTeam.create(on.memory(), 1).close())
                .add(
                        InvalidSizeException.class,
                        "the end may not be before the start.",
                        withTeam(
                                team -> {
                                    team.begin();
                                    team.parallelFor(2, 1, 1, (_, _, _, _) -> {});
                                }),
                        withTeam(good))
                .add(
                        InvalidSizeException.class,
                        "(its grain); use 1 or more.",
                        withTeam(
                                team -> {
                                    team.begin();
                                    team.parallelFor(1, 2, 0, (_, _, _, _) -> {});
                                }),
                        withTeam(good))
                .add(
                        ScopeOrderException.class,
                        "Close in a body the scopes that it opens, and no others",
                        withTeam(team -> loop(team, (_, _, arena, _) -> arena.scope())),
                        withTeam(team -> loop(team, (_, _, arena, _) -> arena.scope().close())))
                .add(
                        FrameOpenException.class,
                        "End that one first; it is one frame for all workers.",
                        withTeam(
                                team -> {
                                    team.begin();
                                    team.begin();
                                }),
                        withTeam(
                                team -> {
                                    team.begin().close();
                                    team.begin().close();
                                }))
                .add(
                        FrameOpenException.class,
                        "End the frame first.",
                        withTeam(
                                team -> {
                                    team.begin();
                                    team.close();
                                }),
                        withTeam(team -> team.begin().close()))
                .add(
                        FrameOpenException.class,
                        "End the frame first, and close the team.",
                        on -> {
                            FrameTeam.create(on.memory(), 2).begin();
                            on.memory().close();
                        },
                        on -> {
                            FrameTeam team = FrameTeam.create(on.memory(), 2);
                            team.begin().close();
                            team.close();
                            on.memory().close();
                        })
                .add(
                        NoFrameException.class,
                        "Call it between begin() and the end of the frame.",
                        withTeam(team -> team.parallelFor(0, 1, 1, (_, _, _, _) -> {})),
                        withTeam(good))
                .add(
                        ForeignThreadException.class,
                        "Only that thread starts loops and ends the frame",
                        withTeam(
                                team -> {
                                    TeamFrame frame = team.begin();
                                    onAnother(frame::close);
                                }),
                        withTeam(good))
                .add(
                        ScopeOrderException.class,
                        "was closed that had ended. Close each frame once.",
                        withTeam(
                                team -> {
                                    TeamFrame frame = team.begin();
                                    frame.close();
                                    frame.close();
                                }),
                        withTeam(good))
                .add(
                        ScopeOrderException.class,
                        "Close it when parallelFor has returned.",
                        withTeam(
                                team -> {
                                    TeamFrame frame = team.begin();
                                    Thread caller = Thread.currentThread();
                                    team.parallelFor(
                                            0,
                                            1,
                                            1,
                                            (_, _, _, _) -> {
                                                if (Thread.currentThread() == caller) {
                                                    frame.close();
                                                }
                                            });
                                }),
                        withTeam(good))
                .add(
                        AllocatorClosedException.class,
                        "The frame team was closed",
                        withTeam(
                                team -> {
                                    team.close();
                                    team.begin();
                                }),
                        withTeam(good))
                .add(
                        OutOfBoundsException.class,
                        "; use 0 to 1.",
                        withTeam(team -> team.arena(2)),
                        withTeam(team -> team.arena(1)))
                .add(
                        InvalidSizeException.class,
                        "use 0 <= from <= to.",
                        on -> new Batches(2, 1, 1),
                        on -> new Batches(1, 2, 1))
                .add(
                        InvalidSizeException.class,
                        "Batches of 0 elements were asked for; use 1 or more.",
                        on -> new Batches(0, 1, 0),
                        on -> new Batches(0, 1, 1))
                .add(
                        InvalidSizeException.class,
                        "bytes were asked for; use 1 or more.",
                        on -> Batches.of(0, 1, 0),
                        on -> Batches.of(0, 1, 1))
                .add(
                        OutOfBoundsException.class,
                        " of 2 pieces.",
                        on -> new Batches(0, 2, 1).from(2),
                        on -> new Batches(0, 2, 1).from(1))
                .add(
                        BarrierMembershipException.class,
                        "Join once, and close what that returned to leave.",
                        on -> {
                            FrameBarrier barrier = new FrameBarrier();
                            barrier.join(on.arena());
                            barrier.join(on.arena());
                        },
                        on -> {
                            FrameBarrier barrier = new FrameBarrier();
                            barrier.join(on.arena()).close();
                            barrier.join(on.arena()).close();
                        })
                .add(
                        BarrierMembershipException.class,
                        "Join it again first.",
                        on -> {
                            BarrierParty party = new FrameBarrier().join(on.arena());
                            party.close();
                            party.await();
                        },
                        on -> new FrameBarrier().join(on.arena()).await())
                .add(
                        FrameOpenException.class,
                        "End the frame first; the others wait for that.",
                        on -> {
                            on.arena().begin();
                            new FrameBarrier().join(on.arena()).await();
                        },
                        on -> {
                            inFrame(on);
                            new FrameBarrier().join(on.arena()).await();
                        })
                .add(
                        ForeignThreadException.class,
                        "Each thread joins for itself.",
                        on -> {
                            BarrierParty party = new FrameBarrier().join(on.arena());
                            onAnother(party::close);
                        },
                        on -> new FrameBarrier().join(on.arena()).close());
    }
}
