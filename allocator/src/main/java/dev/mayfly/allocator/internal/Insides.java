package dev.mayfly.allocator.internal;

/** Gets at what is behind a {@link Face}. */
public final class Insides {

    private Insides() {}

    /** What is behind that face. */
    public static <I> I of(Face<I> face) {
        return face.inside;
    }
}
