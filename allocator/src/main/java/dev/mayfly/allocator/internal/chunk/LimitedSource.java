package dev.mayfly.allocator.internal.chunk;

import dev.mayfly.allocator.internal.TextOf;
import dev.mayfly.allocator.source.Answer;
import dev.mayfly.allocator.source.Declined;
import dev.mayfly.allocator.source.Memory;
import dev.mayfly.allocator.source.MemorySource;

/** What another source gives, within a limit; in messages it is that other one. */
final class LimitedSource implements MemorySource {

    private final MemorySource source;
    private final NativeLimit limit;

    LimitedSource(MemorySource source, NativeLimit limit) {
        this.source = source;
        this.limit = limit;
    }

    @Override
    public Answer request(long byteSize, long byteAlignment) {
        String full = limit.charge(byteSize);
        if (full != null) {
            return new Declined(full);
        }
        long charged = byteSize;
        try {
            Answer answer = source.request(byteSize, byteAlignment);
            if (!(answer instanceof Memory memory) || !memory.segment().isNative()) {
                return answer;
            }
            long given = memory.segment().byteSize();
            full = limit.charge(given - byteSize);
            if (full != null) {
                memory.giveBack();
                return new Declined(full);
            }
            charged = 0;
            return Memory.of(
                    memory.segment(),
                    () -> {
                        memory.giveBack();
                        limit.uncharge(given);
                    });
        } finally {
            limit.uncharge(charged);
        }
    }

    @Override
    public String toString() {
        return TextOf.thing(source);
    }
}
