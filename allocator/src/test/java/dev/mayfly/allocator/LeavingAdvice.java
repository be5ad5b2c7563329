package dev.mayfly.allocator;

import static dev.mayfly.allocator.Advice.framed;
import static dev.mayfly.allocator.Advice.onAnother;
import static dev.mayfly.allocator.SafetyLevel.CHECKED;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.LeakedException;
import dev.mayfly.allocator.error.NotInFrameException;

import java.lang.foreign.MemorySegment;

/** Misuse of what leaves a frame. */
final class LeavingAdvice {

    private LeavingAdvice() {}

    static Advice cases() {
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
}
