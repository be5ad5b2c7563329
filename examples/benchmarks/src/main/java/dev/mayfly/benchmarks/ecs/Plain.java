package dev.mayfly.benchmarks.ecs;

/** Makes plain components of a type that is known at run time. */
final class Plain {

    private Plain() {}

    static PlainValue make(Class<? extends PlainValue> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }
}
