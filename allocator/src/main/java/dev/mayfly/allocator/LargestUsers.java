package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Says which tags hold the most of what is in use, for messages. */
final class LargestUsers {

    private static final int LISTED = 3;

    private LargestUsers() {}

    /**
     * The tags of the open scopes from depth {@code from} on, the largest first, each with what it
     * holds itself, without what scopes inside it do.
     */
    static String within(ScopeStack scopes, int from) {
        Map<Tag, Long> own = new LinkedHashMap<>();
        long inner = 0;
        for (int i = scopes.depth; i >= from; i--) {
            FrameScope scope = scopes.at(i);
            long used = scope.used();
            own.merge(scope.tag, used - inner, Long::sum);
            inner = used;
        }
        return own.entrySet().stream()
                .sorted(Map.Entry.<Tag, Long>comparingByValue().reversed())
                .limit(LISTED)
                .map(each -> "'" + each.getKey().name() + "' with " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
