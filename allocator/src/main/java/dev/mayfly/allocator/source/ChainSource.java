package dev.mayfly.allocator.source;

import dev.mayfly.allocator.internal.Face;
import dev.mayfly.allocator.internal.TextOf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Behind {@link MemorySource#firstOf}; whoever limits it reaches the parts, its inside. */
final class ChainSource extends Face<MemorySource[]> implements MemorySource {

    ChainSource(MemorySource first, MemorySource... others) {
        super(Stream.concat(Stream.of(first), Stream.of(others)).toArray(MemorySource[]::new));
    }

    @Override
    public Answer request(long byteSize, long byteAlignment) {
        List<String> reasons = new ArrayList<>(inside.length);
        for (MemorySource source : inside) {
            switch (SourceContract.ask(source, byteSize, byteAlignment)) {
                case Memory memory -> {
                    return memory;
                }
                case Declined(String reason) ->
                        reasons.add("[" + TextOf.thing(source) + "] " + reason);
            }
        }
        return new Declined(String.join(" ", reasons));
    }

    @Override
    public String toString() {
        return Stream.of(inside)
                .map(TextOf::thing)
                .collect(Collectors.joining(", then ", "the chain of ", ""));
    }
}
