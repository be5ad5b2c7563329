package dev.mayfly.benchmarks.ecs;

import dev.mayfly.ecs.SoaComponent;

import java.util.List;

/** Component types A to Z, as columns. */
final class SoaLetters {

    static final List<Class<? extends SoaComponent>> TYPES =
            List.of(
                    A.class, B.class, C.class, D.class, E.class, F.class, G.class, H.class, I.class,
                    J.class, K.class, L.class, M.class, N.class, O.class, P.class, Q.class, R.class,
                    S.class, T.class, U.class, V.class, W.class, X.class, Y.class, Z.class);

    private SoaLetters() {}

    /** A type of its own. */
    public static final class A extends SoaValue {}

    /** A type of its own. */
    public static final class B extends SoaValue {}

    /** A type of its own. */
    public static final class C extends SoaValue {}

    /** A type of its own. */
    public static final class D extends SoaValue {}

    /** A type of its own. */
    public static final class E extends SoaValue {}

    /** A type of its own. */
    public static final class F extends SoaValue {}

    /** A type of its own. */
    public static final class G extends SoaValue {}

    /** A type of its own. */
    public static final class H extends SoaValue {}

    /** A type of its own. */
    public static final class I extends SoaValue {}

    /** A type of its own. */
    public static final class J extends SoaValue {}

    /** A type of its own. */
    public static final class K extends SoaValue {}

    /** A type of its own. */
    public static final class L extends SoaValue {}

    /** A type of its own. */
    public static final class M extends SoaValue {}

    /** A type of its own. */
    public static final class N extends SoaValue {}

    /** A type of its own. */
    public static final class O extends SoaValue {}

    /** A type of its own. */
    public static final class P extends SoaValue {}

    /** A type of its own. */
    public static final class Q extends SoaValue {}

    /** A type of its own. */
    public static final class R extends SoaValue {}

    /** A type of its own. */
    public static final class S extends SoaValue {}

    /** A type of its own. */
    public static final class T extends SoaValue {}

    /** A type of its own. */
    public static final class U extends SoaValue {}

    /** A type of its own. */
    public static final class V extends SoaValue {}

    /** A type of its own. */
    public static final class W extends SoaValue {}

    /** A type of its own. */
    public static final class X extends SoaValue {}

    /** A type of its own. */
    public static final class Y extends SoaValue {}

    /** A type of its own. */
    public static final class Z extends SoaValue {}
}
