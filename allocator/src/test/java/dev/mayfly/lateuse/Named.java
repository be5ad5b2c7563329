package dev.mayfly.lateuse;

/** A parent with a field of its own. */
class Named {

    String name = "particle";

    void rename(String to) {
        name = to;
    }
}
