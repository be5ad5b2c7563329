package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.internal.lateuse.EndedThings;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Objects of the user's class, and segments of buffers, that are used after their scope. */
class EndedThingsTest extends ArenaFixture {

    private static class Base {
        byte level = 1;
        String name = "base";
    }

    @SuppressWarnings("UnusedVariable") // written and read by reflection
    private static final class Contact extends Base {
        static int all = 1;
        final int id = 7;
        boolean touching = true;
        char letter = 'a';
        short kind = 1;
        int first = 1;
        long second = 1;
        float depth = 1;
        double force = 1;
        List<String> notes = new ArrayList<>();
    }

    private final FrameObjects<Contact> contacts = arena.objects(Contact::new);

    @BeforeEach
    void fromCheckedOn() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
    }

    private Contact ended() {
        try (FrameScope _ = arena.begin()) {
            return contacts.take();
        }
    }

    private void frame() {
        arena.begin().close();
    }

    @Test
    void whoReadsALateOneMeetsValuesThatShow() {
        Contact late = ended();
        assertThat(late.depth).isNaN();
        assertThat(late.force).isNaN();
        assertThat(late.first).isEqualTo(0xDEAD_BEEF);
        assertThat(late.second).isEqualTo(0xDEAD_BEEF_DEAD_BEEFL);
        assertThat(late.kind).isEqualTo((short) 0xDEAD);
        assertThat(late.level).isEqualTo((byte) 0xDB);
        assertThat(late.letter).isEqualTo((char) 0xDEAD);
        assertThat(late.name).isNull();
        assertThatNullPointerException().isThrownBy(() -> late.notes.add("late"));
        assertThat(late.touching).isTrue();
        assertThat(late.id).isEqualTo(7);
        assertThat(Contact.all).isEqualTo(1);
    }

    @Test
    void aLateWriteIsThrownWhenTheNextFrameEnds() {
        List<Consumer<Contact>> writes =
                List.of(
                        late -> late.first = 5,
                        late -> late.second = 5,
                        late -> late.kind = 5,
                        late -> late.level = 5,
                        late -> late.letter = 'b',
                        late -> late.depth = 5,
                        late -> late.force = 5,
                        late -> late.name = "late",
                        late -> late.notes = List.of());
        for (Consumer<Contact> write : writes) {
            Contact late = ended();
            write.accept(late);
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(this::frame);
            assertThatCode(this::frame).doesNotThrowAnyException();
        }
    }

    @Test
    void theMessageNamesTheClassTheFieldAndWhatItHolds() {
        ended().first = 12;
        assertThatExceptionOfType(ExpiredException.class)
                .isThrownBy(this::frame)
                .withMessageContaining(Contact.class.getName())
                .withMessageContaining("'first' now holds 12")
                .withMessageContaining("promote");
        assertThat(arena.depth()).isZero();
    }

    @Test
    void theFirstOfSeveralLateWritesCarriesTheOthers() {
        Contact[] late = new Contact[3];
        try (FrameScope _ = arena.begin()) {
            contacts.take(late);
        }
        late[0].first = 1;
        late[1].second = 2;
        late[2].depth = 3;
        assertThatExceptionOfType(ExpiredException.class)
                .isThrownBy(this::frame)
                .withMessageContaining("'first'")
                .satisfies(
                        thrown ->
                                assertThat(thrown.getSuppressed())
                                        .extracting(Throwable::getMessage)
                                        .satisfiesExactly(
                                                each -> assertThat(each).contains("'second'"),
                                                each -> assertThat(each).contains("'depth'")));
        assertThatCode(this::frame).doesNotThrowAnyException();
    }

    private static final class Rude extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new IllegalStateException("rude");
        }
    }

    @Test
    void codeOfWhatWasWrittenIsNotRunForTheMessage() {
        ended().notes = new Rude();
        assertThatExceptionOfType(ExpiredException.class)
                .isThrownBy(this::frame)
                .withMessageContaining("'notes' now holds an object of " + Rude.class.getName());
        assertThat(arena.depth()).isZero();
    }

    @Test
    void aLateWriteInTheFrameOfTheScopeIsThrownWhenThatFrameEnds() {
        FrameScope tick = arena.begin();
        Contact late;
        try (FrameScope _ = arena.scope()) {
            late = contacts.take();
        }
        late.first = 1;
        assertThatExceptionOfType(ExpiredException.class).isThrownBy(tick::close);
        assertThat(arena.depth()).isZero();
    }

    @Test
    void aLateWriteDuringTheNextFrameIsThrownAtItsEnd() {
        Contact late = ended();
        FrameScope tick = arena.begin();
        contacts.take().first = 1;
        late.first = 1;
        assertThatExceptionOfType(ExpiredException.class).isThrownBy(tick::close);
    }

    @Test
    void ofManyTheLatestAreHeldAndTheOthersLookedAtAsTheyAreLetGo() {
        try (FrameScope _ = arena.begin()) {
            Contact early;
            try (FrameScope _ = arena.scope()) {
                early = contacts.take();
            }
            early.first = 1;
            try (FrameScope _ = arena.scope()) {
                for (int i = 0; i < EndedThings.MOST - 1; i++) {
                    contacts.take();
                }
            }
            FrameScope last = arena.scope();
            contacts.take();
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(last::close);
        }
    }

    @Test
    void aPromotedObjectIsLeftAsItIs() {
        Promotion<Contact> kept;
        try (FrameScope _ = arena.begin()) {
            kept = contacts.promote(contacts.take());
        }
        kept.get().first = 2;
        assertThat(kept.get().name).isEqualTo("base");
        frame();
        kept.close();
    }

    @Test
    void objectsOfTheJdkAndSharedOnesDisturbNobody() {
        FrameObjects<StringBuilder> texts = arena.objects(StringBuilder::new);
        Contact one = new Contact();
        FrameObjects<Contact> same = arena.objects(() -> one);
        for (int i = 0; i < 3; i++) {
            try (FrameScope _ = arena.begin()) {
                texts.take().append("text");
                same.take();
                same.take();
            }
        }
        frame();
        assertThat(one.name).isNull();
    }

    @Test
    void aLateWriteThroughASegmentIsThrownWhenTheNextFrameEnds() {
        List<Function<FrameArena, MemorySegment>> segments =
                List.of(
                        from -> from.floats(20).asSegment(),
                        from -> from.doubles(20).asSegment(),
                        from -> from.ints(20).asSegment(),
                        from -> from.longs(20).asSegment(),
                        from -> from.shorts(20).asSegment(),
                        from -> from.bytes(20).asSegment(),
                        from -> list(from).asSegment());
        for (Function<FrameArena, MemorySegment> taking : segments) {
            MemorySegment late;
            try (FrameScope _ = arena.begin()) {
                late = taking.apply(arena);
            }
            frame();
            try (FrameScope _ = arena.begin()) {
                late = taking.apply(arena);
            }
            MemorySegment plain = withoutEnd(late);
            plain.asSlice(plain.byteSize() - 8).fill((byte) 1);
            assertThatExceptionOfType(ExpiredException.class)
                    .isThrownBy(this::frame)
                    .withMessageContaining("A segment of ")
                    .withMessageContaining("at element ")
                    .withMessageContaining("asSegment()");
            assertThatCode(this::frame).doesNotThrowAnyException();
        }
    }

    /** What a JVM that does not let segments end would have given. */
    private static MemorySegment withoutEnd(MemorySegment segment) {
        return switch (segment.heapBase().orElseThrow()) {
            case float[] array -> MemorySegment.ofArray(array);
            case double[] array -> MemorySegment.ofArray(array);
            case int[] array -> MemorySegment.ofArray(array);
            case long[] array -> MemorySegment.ofArray(array);
            case short[] array -> MemorySegment.ofArray(array);
            case byte[] array -> MemorySegment.ofArray(array);
            default -> throw new AssertionError(segment);
        };
    }

    private static IntList list(FrameArena from) {
        IntList list = from.intList(20);
        for (int i = 0; i < 1_000; i++) {
            list.add(i);
        }
        return list;
    }

    @Test
    void aSegmentThatIsUsedInItsFrameDisturbsNobody() {
        for (int i = 0; i < 3; i++) {
            try (FrameScope _ = arena.begin()) {
                arena.floats(20).asSegment().fill((byte) 1);
                MemorySegment kept = arena.promote(arena.ints(20)).get().asSegment();
                frameInside();
                kept.fill((byte) 1);
            }
        }
        memory.promoted().forEach(Promotion::close);
    }

    private void frameInside() {
        try (FrameScope _ = arena.scope()) {
            arena.bytes(20).asSegment().fill((byte) 1);
        }
    }
}
