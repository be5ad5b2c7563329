package dev.mayfly.allocator;

import static dev.mayfly.allocator.Advice.inFrame;
import static dev.mayfly.allocator.Advice.onAnother;
import static dev.mayfly.allocator.Advice.raw;
import static dev.mayfly.allocator.SafetyLevel.PARANOID;

import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.CorruptedMemoryException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.InvalidAlignmentException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.ScopeOrderException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Misuse of frames and scopes. */
final class FrameAdvice {

    private static final ArenaSettings DEFAULTS = ArenaSettings.defaults();

    private FrameAdvice() {}

    static Advice cases() {
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
                        Advice::inFrame)
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
                        Advice::inFrame)
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
                        Advice::inFrame)
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
                            raw(slice.address(), 16).set(ValueLayout.JAVA_BYTE, 8, (byte) 1);
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
}
