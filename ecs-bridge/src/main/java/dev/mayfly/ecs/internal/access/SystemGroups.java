package dev.mayfly.ecs.internal.access;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Which systems may run side by side: groups of consecutive ones of which no two conflict. The
 * order of registration is kept: a system that conflicts with one of the group before it begins the
 * next group.
 */
public final class SystemGroups {

    private SystemGroups() {}

    /**
     * For each system the end, exclusive, of the group that it is in.
     *
     * @param systems in the order of registration; null for one that is never run, which disturbs
     *     nobody
     */
    public static int[] ends(List<@Nullable SystemAccess> systems) {
        int[] ends = new int[systems.size()];
        for (int from = 0, to; from < ends.length; from = to) {
            to = endOfGroup(systems, from);
            for (int i = from; i < to; i++) {
                ends[i] = to;
            }
        }
        return ends;
    }

    private static int endOfGroup(List<@Nullable SystemAccess> systems, int from) {
        for (int i = from; i < systems.size(); i++) {
            SystemAccess next = systems.get(i);
            if (next != null && !mayJoin(systems, from, i, next)) {
                return Math.max(i, from + 1);
            }
            if (next != null && next.isRecording()) {
                return i + 1;
            }
        }
        return systems.size();
    }

    private static boolean mayJoin(
            List<@Nullable SystemAccess> systems, int from, int to, SystemAccess next) {
        if (next.isExclusive()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            SystemAccess member = systems.get(i);
            if (member != null && member.conflictsWith(next)) {
                return false;
            }
        }
        return true;
    }
}
