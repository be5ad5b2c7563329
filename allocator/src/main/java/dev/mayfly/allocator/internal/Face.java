package dev.mayfly.allocator.internal;

/**
 * A public type with an inside: what the other packages of Mayfly use of it, and its users do not
 * see.
 *
 * <p>How it works: the type extends this class, hands its inside up when it is made, and adds
 * nothing to its own public members. Who may see this package gets at the inside by {@link
 * Insides#of}; so a package like {@code team} can stand on the public types of another one without
 * these having to be opened to everybody, and the type does not have to know who reaches in.
 *
 * @param <I> the inside: a type of a hidden package, so that nothing points back to the face
 */
public abstract class Face<I> {

    public final I inside;

    /** A face before that inside. */
    protected Face(I inside) {
        this.inside = inside;
    }
}
