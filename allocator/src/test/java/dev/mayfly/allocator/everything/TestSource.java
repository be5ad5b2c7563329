package dev.mayfly.allocator.everything;

import dev.mayfly.allocator.source.Answer;
import dev.mayfly.allocator.source.Declined;
import dev.mayfly.allocator.source.Memory;
import dev.mayfly.allocator.source.MemorySource;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Function;

/** A source that a program breaks and mends, and that counts what it has out. */
final class TestSource implements MemorySource {

    enum Mood {
        GIVES,
        DECLINES,
        THROWS,
        GIVES_TOO_LITTLE,
        KEEPS
    }

    private final Function<String, Boom> booms;

    Mood mood = Mood.GIVES;
    long bytesOut;

    /** How often it has declined, thrown or given too little in this step. */
    int declined;

    int broken;

    /** How often giving back has thrown, ever. */
    int kept;

    TestSource(Function<String, Boom> booms) {
        this.booms = booms;
    }

    void beginStep() {
        declined = 0;
        broken = 0;
    }

    @Override
    public Answer request(long byteSize, long byteAlignment) {
        switch (mood) {
            case DECLINES -> {
                declined++;
                return new Declined("it was told to decline.");
            }
            case THROWS -> {
                broken++;
                throw booms.apply("source");
            }
            case GIVES_TOO_LITTLE -> {
                broken++;
                return give(1, byteAlignment);
            }
            default -> {
                return give(byteSize, byteAlignment);
            }
        }
    }

    private Answer give(long byteSize, long byteAlignment) {
        Answer answer = MemorySource.ofNative().request(byteSize, byteAlignment);
        if (!(answer instanceof Memory memory)) {
            throw new Divergence("the system has no memory", answer.toString());
        }
        MemorySegment segment = memory.segment();
        // As a system may: so that nothing relies on zeros.
        for (long i = 0; i < segment.byteSize(); i += 64) {
            segment.set(ValueLayout.JAVA_BYTE, i, (byte) 0x5A);
        }
        bytesOut += segment.byteSize();
        return Memory.of(segment, () -> takeBack(memory));
    }

    private void takeBack(Memory memory) {
        if (mood == Mood.KEEPS) {
            kept++;
            throw booms.apply("giving back");
        }
        memory.giveBack();
        bytesOut -= memory.segment().byteSize();
    }

    @Override
    public String toString() {
        return "a source of a test";
    }
}
