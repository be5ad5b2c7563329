package dev.mayfly.ecs.internal.access;

import com.artemis.BaseSystem;
import com.artemis.Component;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;

/**
 * How to list what objects of one class hold, the values of their fields or their elements, so that
 * it can be told later whether that has changed.
 */
sealed interface Contents
        permits Contents.Elements, Contents.Entries, Contents.Primitives, FieldContents {

    /** Appends what the object holds now. */
    void read(Object from, List<@Nullable Object> into);

    /** What a message puts behind the name of the object for one of the values. */
    String place(int index);

    /** The first difference between what was read before and what is read now; null for none. */
    default @Nullable Change difference(List<@Nullable Object> was, List<@Nullable Object> is) {
        if (was.size() != is.size()) {
            return new Change("", was.size() + " values", is.size() + " values");
        }
        for (int i = 0; i < was.size(); i++) {
            if (!Change.isNone(was.get(i), is.get(i))) {
                return Change.of(place(i), was.get(i), is.get(i));
            }
        }
        return null;
    }

    /**
     * For an object that another one holds.
     *
     * @param outside holds for classes whose objects are not looked into
     * @return null if it is not looked into
     */
    static @Nullable Contents of(Object held, Predicate<Class<?>> outside) {
        Class<?> type = held.getClass();
        if (type.isArray()) {
            return type.getComponentType().isPrimitive() ? Primitives.ALL : Elements.ALL;
        }
        if (isOfTheWorld(type) || outside.test(type)) {
            return null;
        }
        if (held instanceof Collection) {
            return Elements.ALL;
        }
        if (held instanceof Map) {
            // Entries of a weak map come to an end by themselves.
            return held instanceof WeakHashMap ? null : Entries.ALL;
        }
        return isOfTheJdk(type) || type.isHidden() || Enum.class.isAssignableFrom(type)
                ? null
                : FieldContents.of(type);
    }

    /** Whether objects of the class are pointed at by components, and are no part of them. */
    private static boolean isOfTheWorld(Class<?> type) {
        String in = type.getPackageName();
        return in.equals("com.artemis")
                || in.startsWith("dev.mayfly.allocator")
                || Component.class.isAssignableFrom(type)
                || BaseSystem.class.isAssignableFrom(type);
    }

    /** Whether nobody may look into objects of the class. */
    static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader.equals(ClassLoader.getPlatformClassLoader());
    }

    /** The elements of an array of references or of a collection, in its order. */
    enum Elements implements Contents {
        ALL;

        @Override
        public void read(Object from, List<@Nullable Object> into) {
            Object[] elements =
                    from instanceof Object[] array ? array : ((Collection<?>) from).toArray();
            into.addAll(Arrays.asList(elements));
        }

        @Override
        public String place(int index) {
            return "[" + index + "]";
        }
    }

    /** The keys and values of a map, in its order. */
    enum Entries implements Contents {
        ALL;

        @Override
        public void read(Object from, List<@Nullable Object> into) {
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) from).entrySet()) {
                into.add(entry.getKey());
                into.add(entry.getValue());
            }
        }

        @Override
        public String place(int index) {
            return (index % 2 == 0 ? ".key" : ".value") + "[" + index / 2 + "]";
        }
    }

    /** An array of a primitive type, as one value: a copy of the array. */
    enum Primitives implements Contents {
        ALL;

        @Override
        public void read(Object from, List<@Nullable Object> into) {
            int length = Array.getLength(from);
            Object copy = Array.newInstance(from.getClass().getComponentType(), length);
            System.arraycopy(from, 0, copy, 0, length);
            into.add(copy);
        }

        @Override
        public String place(int index) {
            return "";
        }

        @Override
        public @Nullable Change difference(List<@Nullable Object> was, List<@Nullable Object> is) {
            Object before = was.getFirst();
            Object after = is.getFirst();
            int at = mismatch(before, after);
            return at < 0
                    ? null
                    : Change.of("[" + at + "]", Array.get(before, at), Array.get(after, at));
        }

        private static int mismatch(@Nullable Object one, @Nullable Object other) {
            return switch (one) {
                case boolean[] a -> Arrays.mismatch(a, (boolean[]) other);
                case byte[] a -> Arrays.mismatch(a, (byte[]) other);
                case short[] a -> Arrays.mismatch(a, (short[]) other);
                case char[] a -> Arrays.mismatch(a, (char[]) other);
                case int[] a -> Arrays.mismatch(a, (int[]) other);
                case long[] a -> Arrays.mismatch(a, (long[]) other);
                case float[] a -> Arrays.mismatch(a, (float[]) other);
                case double[] a -> Arrays.mismatch(a, (double[]) other);
                case null, default -> throw new IllegalStateException("No array: " + one);
            };
        }
    }

    /** Where something differs from what it was. */
    record Change(String place, String before, String after) {

        private static final int LONGEST = 40;

        static Change of(String place, @Nullable Object before, @Nullable Object after) {
            String was = shown(before);
            String is = shown(after);
            return new Change(place, was, was.equals(is) ? "another " + is : is);
        }

        /** Whether two values are the same; references are if they lead to one object. */
        @SuppressWarnings("ReferenceEquality")
        static boolean isNone(@Nullable Object before, @Nullable Object after) {
            return before == after || (before != null && isValue(before) && before.equals(after));
        }

        /** Whether it is a value, and not an object that is told from equal ones. */
        private static boolean isValue(Object any) {
            return any instanceof String
                    || any instanceof Boolean
                    || any instanceof Character
                    || (any instanceof Number
                            && any.getClass().getPackageName().equals("java.lang"));
        }

        /** Short, and without running code of the object. */
        private static String shown(@Nullable Object any) {
            if (any instanceof String text) {
                return text.length() <= LONGEST
                        ? "'" + text + "'"
                        : "'" + text.substring(0, LONGEST) + "...'";
            }
            if (any instanceof Enum<?> constant) {
                return constant.name();
            }
            return any == null || isValue(any)
                    ? String.valueOf(any)
                    : any.getClass().getSimpleName();
        }
    }
}
