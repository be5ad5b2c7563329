package dev.mayfly.allocator;

import static dev.mayfly.allocator.Advice.framed;
import static dev.mayfly.allocator.Advice.inFrame;

import dev.mayfly.allocator.budget.MemorySize;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.InvalidAlignmentException;
import dev.mayfly.allocator.error.InvalidFileException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.error.SourceInUseException;
import dev.mayfly.allocator.source.Declined;
import dev.mayfly.allocator.source.MappedFileSource;
import dev.mayfly.allocator.source.Memory;
import dev.mayfly.allocator.source.MemorySource;
import dev.mayfly.allocator.source.QuotaSource;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Limits that are met, and misuse of sources. */
final class SourceAdvice {

    private static final ArenaSettings DEFAULTS = ArenaSettings.defaults();

    private static final Tag SMALL = Tag.of("small", 1_024);

    private SourceAdvice() {}

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

    static Advice cases() {
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
                        SourceAdvice::deleteAndCreateAnew)
                .add(
                        InvalidFileException.class,
                        "cut short or written to. Restore it from a copy, or delete it and create"
                                + " it anew",
                        on -> MappedFileSource.open(damaged(on, 20_000, 1)),
                        SourceAdvice::deleteAndCreateAnew)
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
}
