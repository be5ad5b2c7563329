package dev.mayfly.benchmarks.targets;

/**
 * What the runs say about a target.
 *
 * @param line the target and the figures, for people
 * @param met whether the target is met
 */
record Verdict(String line, boolean met) {

    @Override
    public String toString() {
        return (met ? "pass  " : "FAIL  ") + line;
    }
}
