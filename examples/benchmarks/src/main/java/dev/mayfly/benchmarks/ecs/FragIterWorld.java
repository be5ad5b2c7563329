package dev.mayfly.benchmarks.ecs;

import java.util.List;

/** Few entities of each of many combinations of components. */
public abstract class FragIterWorld extends PublishedWorld {

    static final int ENTITIES_PER_TYPE = 20;

    /** What all entities have. */
    public static final class Data extends PlainValue {}

    /** A type of its own. */
    public static final class A extends PlainValue {}

    /** A type of its own. */
    public static final class B extends PlainValue {}

    /** A type of its own. */
    public static final class C extends PlainValue {}

    /** A type of its own. */
    public static final class D extends PlainValue {}

    /** A type of its own. */
    public static final class E extends PlainValue {}

    /** A type of its own. */
    public static final class F extends PlainValue {}

    /** A type of its own. */
    public static final class G extends PlainValue {}

    /** A type of its own. */
    public static final class H extends PlainValue {}

    /** A type of its own. */
    public static final class I extends PlainValue {}

    /** A type of its own. */
    public static final class J extends PlainValue {}

    /** A type of its own. */
    public static final class K extends PlainValue {}

    /** A type of its own. */
    public static final class L extends PlainValue {}

    /** A type of its own. */
    public static final class M extends PlainValue {}

    /** A type of its own. */
    public static final class N extends PlainValue {}

    /** A type of its own. */
    public static final class O extends PlainValue {}

    /** A type of its own. */
    public static final class P extends PlainValue {}

    /** A type of its own. */
    public static final class Q extends PlainValue {}

    /** A type of its own. */
    public static final class R extends PlainValue {}

    /** A type of its own. */
    public static final class S extends PlainValue {}

    /** A type of its own. */
    public static final class T extends PlainValue {}

    /** A type of its own. */
    public static final class U extends PlainValue {}

    /** A type of its own. */
    public static final class V extends PlainValue {}

    /** A type of its own. */
    public static final class W extends PlainValue {}

    /** A type of its own. */
    public static final class X extends PlainValue {}

    /** A type of its own. */
    public static final class Y extends PlainValue {}

    /** A type of its own. */
    public static final class Z extends PlainValue {}

    static final List<Class<? extends PlainValue>> TYPES =
            List.of(
                    A.class, B.class, C.class, D.class, E.class, F.class, G.class, H.class, I.class,
                    J.class, K.class, L.class, M.class, N.class, O.class, P.class, Q.class, R.class,
                    S.class, T.class, U.class, V.class, W.class, X.class, Y.class, Z.class);

    static Data one(Data data) {
        data.value = 1f;
        return data;
    }
}
