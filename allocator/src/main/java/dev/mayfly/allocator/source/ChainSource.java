package dev.mayfly.allocator.source;

import dev.mayfly.allocator.internal.TextOf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Behind {@link MemorySource#firstOf}. */
final class ChainSource implements MemorySource {

    private final List<MemorySource> sources;

    ChainSource(MemorySource first, MemorySource... others) {
        sources = Stream.concat(Stream.of(first), Stream.of(others)).toList();
    }

    @Override
    public Answer request(long byteSize, long byteAlignment) {
        List<String> reasons = new ArrayList<>(sources.size());
        for (MemorySource source : sources) {
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
        return sources.stream()
                .map(TextOf::thing)
                .collect(Collectors.joining(", then ", "the chain of ", ""));
    }
}
