package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
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

    /** What an allocator has, its tags with the most in open scopes, and what was promoted. */
    static String of(
            long nativeBytes, List<FrameStatistics.Tagged> tags, List<Promotion<?>> promoted) {
        StringJoiner text =
                new StringJoiner(", ", "an allocator of " + nativeBytes + " bytes (", ")");
        text.setEmptyValue("an allocator of " + nativeBytes + " bytes");
        tags.stream()
                .filter(each -> each.liveBytes() > 0)
                .sorted(Comparator.comparingLong(FrameStatistics.Tagged::liveBytes).reversed())
                .limit(LISTED)
                .forEach(each -> text.add("'" + each.tag().name() + "' with " + each.liveBytes()));
        long kept = promoted.stream().mapToLong(Promotion::bytes).sum();
        if (kept > 0) {
            text.add(promoted.size() + " promoted things with " + kept);
        }
        return text.toString();
    }
}
