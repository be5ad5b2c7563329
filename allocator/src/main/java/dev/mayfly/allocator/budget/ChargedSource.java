package dev.mayfly.allocator.budget;

import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.internal.TextOf;
import dev.mayfly.allocator.internal.ledger.Charge;
import dev.mayfly.allocator.internal.ledger.TagEntry;
import dev.mayfly.allocator.internal.ledger.TagTerms;
import dev.mayfly.allocator.source.Answer;
import dev.mayfly.allocator.source.Declined;
import dev.mayfly.allocator.source.Memory;
import dev.mayfly.allocator.source.MemorySource;

/** Charges a group for what another source has out; see {@link TagGroup#charged}. */
final class ChargedSource implements MemorySource {

    private final MemorySource source;
    private final TagEntry group;
    private final Charge charge;

    ChargedSource(MemorySource source, TagEntry group) {
        this.source = source;
        this.group = group;
        this.charge = Charge.to(group, this, TextOf.thing(source));
    }

    @Override
    public Answer request(long byteSize, long byteAlignment) {
        try {
            charge.add(byteSize);
        } catch (LimitExceededException full) {
            return declined(full);
        }
        Answer answer;
        try {
            answer = source.request(byteSize, byteAlignment);
        } catch (Throwable failure) {
            charge.remove(byteSize);
            throw failure;
        }
        if (answer instanceof Memory memory) {
            return chargedFor(memory, byteSize);
        }
        charge.remove(byteSize);
        return answer;
    }

    /** Charges for what the source gave beyond what it was asked for, or gives all of it back. */
    private Answer chargedFor(Memory memory, long charged) {
        long given = memory.segment().byteSize();
        try {
            charge.add(given - charged);
        } catch (LimitExceededException full) {
            charge.remove(charged);
            memory.giveBack();
            return declined(full);
        }
        return Memory.of(
                memory.segment(),
                () -> {
                    memory.giveBack();
                    charge.remove(given);
                });
    }

    /** Says what the exception does, and what the listener has thrown that was to make room. */
    private static Declined declined(LimitExceededException full) {
        StringBuilder reason = new StringBuilder(String.valueOf(full.getMessage()));
        for (Throwable ofListener : full.getSuppressed()) {
            reason.append(" Its EvictionListener has thrown ").append(ofListener).append('.');
        }
        return new Declined(reason.toString());
    }

    @Override
    public String toString() {
        return TextOf.thing(source) + ", charged to group '" + TagTerms.name(group) + "'";
    }
}
