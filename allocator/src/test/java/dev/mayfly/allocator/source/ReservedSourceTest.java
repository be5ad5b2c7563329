package dev.mayfly.allocator.source;

import static dev.mayfly.allocator.source.Answers.declined;
import static dev.mayfly.allocator.source.Answers.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.ChildJvm;
import dev.mayfly.allocator.SameAtEveryLevel;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.SourceInUseException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

@LinuxOnly
@SameAtEveryLevel
class ReservedSourceTest {

    private static final long PAGE = 4096;
    private static final long PAGES = 32;

    private final FaultyLinux linux = new FaultyLinux();

    @Test
    void addressesBecomeMemoryWhenTheyAreAskedForAndStopWhenTheyAreGivenBack() throws IOException {
        try (ReservedSource source = new ReservedSource(linux, 1 << 20)) {
            assertThat(source.reservedBytes()).isEqualTo(1 << 20);
            assertThat(source.committedBytes()).isZero();
            Memory memory = given(source.request(2 * PAGE + 1, 64));
            MemorySegment segment = memory.segment();
            assertThat(segment.byteSize()).isEqualTo(3 * PAGE);
            assertThat(segment.toArray(ValueLayout.JAVA_LONG)).containsOnly(0);
            segment.fill((byte) 7);
            assertThat(source.committedBytes()).isEqualTo(3 * PAGE);
            assertThat(ProcessMaps.access(segment.address())).isEqualTo("rw-p");

            memory.giveBack();
            assertThat(source.committedBytes()).isZero();
            assertThat(ProcessMaps.access(segment.address())).isEqualTo("---p");
            assertThatThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 0))
                    .isInstanceOf(IllegalStateException.class);
            Memory again = given(source.request(3 * PAGE, 64));
            assertThat(again.segment().address()).isEqualTo(segment.address());
            assertThat(again.segment().toArray(ValueLayout.JAVA_LONG)).containsOnly(0);
            again.giveBack();
        }
    }

    @Test
    void aGuardPageStandsBeforeAndBehindEveryPiece() throws IOException {
        ReservedSource source = new ReservedSource(linux, 1 << 20);
        List<Memory> pieces = new ArrayList<>();
        for (long size : new long[] {1, PAGE, 3 * PAGE}) {
            pieces.add(given(source.request(size, 8)));
        }
        for (Memory piece : pieces) {
            MemorySegment segment = piece.segment();
            assertThat(ProcessMaps.access(segment.address() - 1)).isEqualTo("---p");
            assertThat(ProcessMaps.access(segment.address() + segment.byteSize()))
                    .isEqualTo("---p");
        }
        pieces.forEach(Memory::giveBack);
        source.close();
        assertThat(linux.mappedBytes()).isZero();
    }

    @Test
    void nativeCodeThatWritesBehindItsPieceDiesAtTheGuard(@TempDir Path directory)
            throws IOException, InterruptedException {
        ChildJvm.Result result =
                ChildJvm.run(Overrun.class, directory, "--enable-native-access=ALL-UNNAMED");
        assertThat(result.output()).contains("filled true 0", "SIGSEGV").doesNotContain("survived");
        assertThat(result.exitCode()).isNotZero();
    }

    @Test
    void aFullReservationSaysWhatIsLeft() {
        try (ReservedSource source = new ReservedSource(linux, 10 * PAGE)) {
            Memory memory = given(source.request(6 * PAGE, 8));
            assertThat(declined(source.request(3 * PAGE, 8)))
                    .contains(4 * PAGE + " bytes", 6 * PAGE + " bytes are out")
                    .contains("largest free stretch has " + 3 * PAGE);
            given(source.request(2 * PAGE, 8)).giveBack();
            memory.giveBack();
            given(source.request(9 * PAGE, 8)).giveBack();
        }
    }

    @Test
    void aReservationThatFailedDeclinesWithItsReason() {
        try (ReservedSource source = new ReservedSource(linux.failAt("reserve"), 100)) {
            assertThat(source.reservedBytes()).isZero();
            assertThat(source.committedBytes()).isZero();
            assertThat(declined(source.request(1, 1))).isEqualTo("reserve was made to fail.");
        }
        try (ReservedSource source = new ReservedSource(Long.MAX_VALUE)) {
            assertThat(declined(source.request(1, 1))).contains("No address space");
        }
        try (ReservedSource source = new ReservedSource(1L << 50)) {
            assertThat(declined(source.request(1, 1))).contains("mmap could not reserve", "ENOMEM");
        }
    }

    @Test
    void pagesThatCannotBeCommittedAreDeclinedAndStayFree() {
        try (ReservedSource source = new ReservedSource(linux, 10 * PAGE)) {
            linux.failAt("commit");
            assertThat(declined(source.request(9 * PAGE, 8))).isEqualTo("commit was made to fail.");
            linux.mend();
            given(source.request(9 * PAGE, 8)).giveBack();
        }
    }

    @Test
    void pagesThatCannotBeTakenBackAreNotUsedAgain() {
        ReservedSource source = new ReservedSource(linux, 10 * PAGE);
        Memory memory = given(source.request(PAGE, 8));
        linux.failAt("decommit");
        assertThatThrownBy(memory::giveBack)
                .isInstanceOf(MemorySourceException.class)
                .hasMessageContaining("decommit was made to fail");
        linux.mend();
        MemorySegment next = given(source.request(PAGE, 8)).segment();
        assertThat(next.address()).isEqualTo(memory.segment().address() + 2 * PAGE);
    }

    @Test
    void closingWhileMemoryIsOutIsRefusedAndChangesNothing() {
        ReservedSource source = new ReservedSource(linux, 10 * PAGE);
        Memory memory = given(source.request(PAGE, 8));
        assertThatThrownBy(source::close)
                .isInstanceOf(SourceInUseException.class)
                .hasMessageContainingAll("A reservation of 40960 bytes", "4096 bytes", "first");
        memory.segment().fill((byte) 1);
        given(source.request(PAGE, 8)).giveBack();
        memory.giveBack();
        source.close();
        source.close();
        assertThat(linux.mappedBytes()).isZero();
        assertThat(declined(source.request(1, 1))).contains("closed");
    }

    @Test
    void aReservationIsOfWholePages() {
        try (ReservedSource source = new ReservedSource(5_000)) {
            assertThat(source.reservedBytes()).isEqualTo(8_192);
        }
    }

    @Test
    void sizesBelowOneAreRefused() {
        assertThatThrownBy(() -> new ReservedSource(0)).isInstanceOf(InvalidSizeException.class);
        assertThatThrownBy(() -> new ReservedSource(-5)).hasMessageContaining("-5 bytes");
    }

    /** Positive steps take so many pages, others give back a piece. */
    @Property(tries = 200)
    void piecesKeepWhatIsWrittenAndNeverTouch(
            @ForAll @Size(max = 40) List<@IntRange(min = -8, max = 9) Integer> steps) {
        if (!OS.LINUX.isCurrentOs()) {
            return; // jqwik does not look at the condition of the class
        }
        FaultyLinux kernel = new FaultyLinux();
        ReservedSource source = new ReservedSource(kernel, PAGES * PAGE);
        List<Memory> out = new ArrayList<>();
        List<Byte> marks = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            int step = steps.get(i);
            if (step > 0) {
                long alignment = PAGE << step % 3;
                if (source.request(step * PAGE, alignment) instanceof Memory memory) {
                    assertThat(memory.segment().address() % alignment).isZero();
                    assertThat(memory.segment().get(ValueLayout.JAVA_LONG, 0)).isZero();
                    memory.segment().fill((byte) i);
                    out.add(memory);
                    marks.add((byte) i);
                }
            } else if (!out.isEmpty()) {
                int at = -step % out.size();
                marks.remove(at);
                out.remove(at).giveBack();
            }
            assertThat(source.committedBytes()).isEqualTo(pagesOut(out) * PAGE);
        }
        for (int i = 0; i < out.size(); i++) {
            assertThat(out.get(i).segment().toArray(ValueLayout.JAVA_BYTE))
                    .containsOnly(marks.get(i));
        }
        out.forEach(Memory::giveBack);
        given(source.request((PAGES - 1) * PAGE, 8)).giveBack();
        source.close();
        assertThat(kernel.mappedBytes()).isZero();
    }

    private static long pagesOut(List<Memory> out) {
        return out.stream().mapToLong(memory -> memory.segment().byteSize() / PAGE).sum();
    }
}
