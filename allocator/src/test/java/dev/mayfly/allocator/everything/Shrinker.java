package dev.mayfly.allocator.everything;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a failing program as small as it gets: parts are left out while it fails without them
 * (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002), then the
 * numbers in its steps are made smaller.
 */
final class Shrinker {

    private final Predicate<List<Step>> fails;
    private int runsLeft;

    /**
     * @param fails whether a program fails as the first one did
     */
    Shrinker(Predicate<List<Step>> fails, int mostRuns) {
        this.fails = fails;
        this.runsLeft = mostRuns;
    }

    List<Step> shrink(List<Step> program) {
        List<Step> least = program;
        int before;
        do {
            before = least.size();
            least = withSmallerNumbers(withoutParts(least));
        } while (least.size() < before && runsLeft > 0);
        return least;
    }

    private boolean stillFails(List<Step> program) {
        return runsLeft-- > 0 && fails.test(program);
    }

    private List<Step> withoutParts(List<Step> program) {
        List<Step> least = program;
        for (int part = Math.max(1, least.size() / 2); part > 0; part /= 2) {
            int at = Math.max(0, least.size() - part);
            while (at >= 0 && !least.isEmpty()) {
                List<Step> without = new ArrayList<>(least.subList(0, at));
                without.addAll(least.subList(Math.min(at + part, least.size()), least.size()));
                if (without.size() < least.size() && stillFails(without)) {
                    least = without;
                }
                at = at == 0 ? -1 : Math.max(0, at - part);
            }
        }
        return least;
    }

    private List<Step> withSmallerNumbers(List<Step> program) {
        List<Step> least = new ArrayList<>(program);
        for (int i = 0; i < least.size(); i++) {
            boolean smaller = true;
            while (smaller) {
                smaller = false;
                Step step = least.get(i);
                for (Step simpler : simpler(step)) {
                    if (simpler.equals(step)) {
                        continue;
                    }
                    least.set(i, simpler);
                    if (stillFails(least)) {
                        smaller = true;
                        break;
                    }
                    least.set(i, step);
                }
            }
        }
        return least;
    }

    private static List<Step> simpler(Step step) {
        return List.of(
                new Step(0, step.kind(), step.size(), step.pick()),
                new Step(step.actor(), step.kind(), 0, step.pick()),
                new Step(step.actor(), step.kind(), step.size(), 0),
                new Step(step.actor(), step.kind(), step.size() / 2, step.pick()),
                new Step(step.actor(), step.kind(), step.size(), step.pick() / 2),
                new Step(step.actor(), step.kind(), Math.max(0, step.size() - 1), step.pick()),
                new Step(step.actor(), step.kind(), step.size(), step.pick() & ~15),
                new Step(step.actor(), step.kind(), step.size(), step.pick() & 15));
    }
}
