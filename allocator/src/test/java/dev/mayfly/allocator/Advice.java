package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mayfly.allocator.error.MayflyException;
import dev.mayfly.allocator.pool.Threads;

import org.junit.jupiter.api.DynamicTest;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Misuses, what is said of each, and what that says is to be done instead. */
final class Advice {

    /** Does something with an allocator that nobody else has, and this thread's arena of it. */
    @FunctionalInterface
    interface Step {
        void run(Fresh on) throws Exception;
    }

    /** What a case has to work with. */
    record Fresh(FrameAllocator memory, FrameArena arena, Path folder) {}

    private record Case(
            String words,
            Class<? extends MayflyException> type,
            SafetyLevel from,
            Step misuse,
            Step followed) {}

    private final List<Case> cases = new ArrayList<>();

    /** A misuse, words of the advice it meets with, and what works when that is followed. */
    Advice add(Class<? extends MayflyException> type, String words, Step misuse, Step followed) {
        return from(SafetyLevel.STANDARD, type, words, misuse, followed);
    }

    /** As above, where the misuse is noticed from that level on. */
    Advice from(
            SafetyLevel level,
            Class<? extends MayflyException> type,
            String words,
            Step misuse,
            Step followed) {
        cases.add(new Case(words, type, level, misuse, followed));
        return this;
    }

    private Stream<Case> atThisLevel() {
        return cases.stream().filter(each -> each.from.compareTo(SafetyLevel.current()) <= 0);
    }

    /** One test for each: the misuse is refused in those words, and following them works. */
    Stream<DynamicTest> tests(Path folder) {
        return atThisLevel()
                .map(
                        each ->
                                dynamicTest(
                                        each.type.getSimpleName() + ": " + each.words,
                                        () -> provokeAndFollow(each, folder)));
    }

    private static void provokeAndFollow(Case one, Path folder) throws Exception {
        Throwable refused = provoke(one, folder);
        assertThat(refused).isInstanceOf(one.type).hasMessageContaining(one.words);
        try (FrameAllocator memory = FrameAllocator.create()) {
            one.followed.run(new Fresh(memory, memory.arena(), folder));
        }
    }

    private static Throwable provoke(Case one, Path folder) {
        FrameAllocator memory = FrameAllocator.create();
        FrameArena arena = memory.arena();
        try {
            return catchThrowable(() -> one.misuse.run(new Fresh(memory, arena, folder)));
        } finally {
            letGo(() -> arena.unwind(0));
            letGo(memory::close);
        }
    }

    /** Ends what a misuse has left behind, which may be refused. */
    private static void letGo(Runnable end) {
        try {
            end.run();
        } catch (MayflyException refused) {
            // What is wrong there is the misuse's.
        }
    }

    /** Where the exceptions were made: the file and the line. */
    List<StackTraceElement> places(Path folder) {
        return atThisLevel().map(each -> provoke(each, folder).getStackTrace()[0]).toList();
    }

    /** The kinds of exceptions that there are cases of, at any level. */
    Stream<Class<?>> types() {
        return cases.stream().map(Case::type);
    }

    // --- what cases have in common

    /** A frame in which something is taken. */
    static void inFrame(Fresh on) {
        try (FrameScope _ = on.arena().begin()) {
            on.arena().floats(3);
            on.arena().allocate(3, 1);
        }
    }

    /** Runs a body on another thread, and throws here what it throws. */
    static void onAnother(Runnable body) throws Exception {
        try {
            Threads.onAnother(
                    () -> {
                        body.run();
                        return true;
                    });
        } catch (ExecutionException thrown) {
            throw (Exception) thrown.getCause();
        }
    }

    /** Memory as native code sees it, without a bound or a life. */
    @SuppressWarnings("restricted")
    static MemorySegment raw(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    /** In a frame. */
    static Step framed(Step step) {
        return on -> {
            on.arena().begin();
            step.run(on);
            on.arena().end();
        };
    }
}
