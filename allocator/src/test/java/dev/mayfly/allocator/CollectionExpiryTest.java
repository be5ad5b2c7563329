package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.error.ExpiredException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds every public method of every buffer and collection to the same: after the end of the scope
 * it throws. The methods are found by reflection, so none is forgotten.
 */
class CollectionExpiryTest extends ArenaFixture {

    /** What objects have, and what an {@link BufferHandle} answers also after its end. */
    private static final Set<String> EXEMPT =
            Set.of("equals", "hashCode", "getClass", "notify", "notifyAll", "wait");

    /** Streams are made lazily: they throw when they are used. */
    private static final Set<String> LAZY = Set.of("chars", "codePoints");

    /** How to take one of each class, with an element in it where it grows. */
    record Kind(Class<? extends BufferHandle> type, Function<FrameArena, BufferHandle> take) {
        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(Floats.class, a -> a.floats(3)),
                new Kind(Ints.class, a -> a.ints(3)),
                new Kind(Longs.class, a -> a.longs(3)),
                new Kind(Doubles.class, a -> a.doubles(3)),
                new Kind(Shorts.class, a -> a.shorts(3)),
                new Kind(Bytes.class, a -> a.bytes(3)),
                new Kind(FloatList.class, a -> with(a.floatList(3), list -> list.add(1))),
                new Kind(IntList.class, a -> with(a.intList(3), list -> list.add(1))),
                new Kind(LongList.class, a -> with(a.longList(3), list -> list.add(1))),
                new Kind(DoubleList.class, a -> with(a.doubleList(3), list -> list.add(1))),
                new Kind(ShortList.class, a -> with(a.shortList(3), list -> list.add((short) 1))),
                new Kind(ByteList.class, a -> with(a.byteList(3), list -> list.add((byte) 1))),
                new Kind(
                        ObjectList.class,
                        a -> with(a.<String>objectList(3), list -> list.add("one"))),
                new Kind(IntIntMap.class, a -> with(a.intIntMap(3), map -> map.put(1, 1))),
                new Kind(LongIntMap.class, a -> with(a.longIntMap(3), map -> map.put(1, 1))),
                new Kind(
                        IntObjectMap.class,
                        a -> with(a.<String>intObjectMap(3), map -> map.put(1, "one"))),
                new Kind(IntQueue.class, a -> with(a.intQueue(3), queue -> queue.addLast(1))),
                new Kind(FrameBits.class, a -> with(a.bits(3), bits -> bits.set(1))),
                new Kind(FrameText.class, a -> with(a.text(3), text -> text.append('x'))));
    }

    private static <T> T with(T thing, Consumer<T> fill) {
        fill.accept(thing);
        return thing;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void thereIsAKindForEachClass(Kind kind) {
        Set<Class<?>> classes =
                Arrays.stream(RackType.values())
                        .map(type -> type.make(null, 4, 16).getClass())
                        .collect(Collectors.toSet());
        assertThat(classes).contains(kind.type).hasSize((int) kinds().count());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyMethodThrowsAfterTheEnd(Kind kind) throws ReflectiveOperationException {
        BufferHandle stale;
        try (FrameScope tick = arena.begin()) {
            stale = kind.take.apply(arena);
        }
        assertEveryMethodThrows(kind, stale);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyMethodThrowsForEverInChecked(Kind kind) throws ReflectiveOperationException {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        BufferHandle stale;
        try (FrameScope tick = arena.begin()) {
            stale = kind.take.apply(arena);
        }
        try (FrameScope tick = arena.begin()) {
            assertThat(kind.take.apply(arena)).isNotSameAs(stale);
            assertEveryMethodThrows(kind, stale);
        }
    }

    /** Methods that take another of the collections, which is the one that has ended. */
    @ParameterizedTest
    @MethodSource("kinds")
    void everyMethodThrowsForAnArgumentThatHasEnded(Kind kind) throws ReflectiveOperationException {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        List<BufferHandle> stale = new ArrayList<>();
        try (FrameScope tick = arena.begin()) {
            kinds().forEach(each -> stale.add(each.take.apply(arena)));
        }
        try (FrameScope tick = arena.begin()) {
            BufferHandle live = kind.take.apply(arena);
            for (Method method : methods(kind.type)) {
                for (BufferHandle argument : stale) {
                    Class<?>[] types = method.getParameterTypes();
                    if (types.length > 0 && isGivenA(types[0], argument)) {
                        Object[] arguments = arguments(types, live);
                        arguments[0] = argument;
                        assertThat(thrownBy(method, live, arguments))
                                .as("%s with %s", method, argument.getClass())
                                .isInstanceOf(ExpiredException.class);
                    }
                }
            }
        }
    }

    private static boolean isGivenA(Class<?> parameter, BufferHandle argument) {
        return parameter != Object.class
                && parameter != Comparable.class
                && parameter.isInstance(argument);
    }

    private static void assertEveryMethodThrows(Kind kind, BufferHandle stale)
            throws ReflectiveOperationException {
        List<Method> methods = methods(kind.type);
        assertThat(methods).hasSizeGreaterThan(5);
        for (Method method : methods) {
            Object[] arguments = arguments(method.getParameterTypes(), stale);
            Throwable thrown = thrownBy(method, stale, arguments);
            assertThat(thrown).as("%s", method).isInstanceOf(ExpiredException.class);
        }
    }

    static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.isBridge())
                .filter(method -> !EXEMPT.contains(method.getName()))
                .filter(method -> !LAZY.contains(method.getName()))
                .filter(method -> !isPlainToString(method))
                .toList();
    }

    private static boolean isPlainToString(Method method) {
        return method.getName().equals("toString")
                && method.getDeclaringClass() == BufferHandle.class;
    }

    static Throwable thrownBy(Method method, Object target, Object[] arguments)
            throws IllegalAccessException {
        try {
            method.invoke(target, arguments);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }

    /** Arguments that a live one with an element would accept. */
    static Object[] arguments(Class<?>[] types, Object target) {
        return Arrays.stream(types).map(type -> argument(type, target)).toArray();
    }

    private static Object argument(Class<?> type, Object target) {
        if (type.isPrimitive()) {
            return Array.get(Array.newInstance(type, 1), 0);
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 3);
        }
        if (type.isInstance(target) && type != Object.class) {
            return target;
        }
        if (type == Comparator.class) {
            return Comparator.naturalOrder();
        }
        if (type == IntIntMap.EntryConsumer.class) {
            return (IntIntMap.EntryConsumer) (key, value) -> {};
        }
        if (type == LongIntMap.EntryConsumer.class) {
            return (LongIntMap.EntryConsumer) (key, value) -> {};
        }
        if (type == IntObjectMap.EntryConsumer.class) {
            return (IntObjectMap.EntryConsumer<Object>) (key, value) -> {};
        }
        if (BufferHandle.class.isAssignableFrom(type)) {
            FrameAllocator other = FrameAllocator.create();
            other.arena().begin();
            return kinds().filter(kind -> kind.type == type)
                    .findFirst()
                    .orElseThrow()
                    .take
                    .apply(other.arena());
        }
        return "one";
    }
}
