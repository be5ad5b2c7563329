package dev.mayfly.ecs.internal.values;

import com.artemis.utils.reflect.ClassReflection;
import com.artemis.utils.reflect.Field;

import dev.mayfly.ecs.internal.artemis.FieldHandles;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/*
 * A field is copied if its value is all that there is to copy: a primitive, or a reference to what
 * never changes. Static fields are no part of an object, and those with Java's modifier transient
 * say that they are none; a final one of such a type is what the constructor makes of it. Any other
 * reference leads to an object that somebody may change, so a copy of the reference would be no
 * copy: then the class as a whole has none.
 *
 * Numbers are moved as the bits of a long, so one array and one kind of handle serve all of them.
 */
/** How to copy what objects of a class hold, field by field; or why that cannot be done. */
public final class ValueFields {

    private static final MethodType NUMBER_GETTER = MethodType.methodType(long.class, Object.class);
    private static final MethodType NUMBER_SETTER =
            MethodType.methodType(void.class, Object.class, long.class);
    private static final MethodType REFERENCE_GETTER =
            MethodType.methodType(Object.class, Object.class);
    private static final MethodType REFERENCE_SETTER =
            MethodType.methodType(void.class, Object.class, Object.class);

    private static final Set<Class<?>> BOXES =
            Set.of(
                    Boolean.class,
                    Byte.class,
                    Short.class,
                    Character.class,
                    Integer.class,
                    Long.class,
                    Float.class,
                    Double.class);

    private static final ClassValue<ValueFields> OF_CLASS =
            new ClassValue<>() {
                @Override
                protected ValueFields computeValue(Class<?> type) {
                    return new ValueFields(type);
                }
            };

    /** Each from {@code (Object)long}. */
    final List<MethodHandle> numberGetters = new ArrayList<>();

    /** Each of {@code (Object, long)void}. */
    final List<MethodHandle> numberSetters = new ArrayList<>();

    /** Each of {@code (Object)Object}. */
    final List<MethodHandle> referenceGetters = new ArrayList<>();

    /** Each of {@code (Object, Object)void}. */
    final List<MethodHandle> referenceSetters = new ArrayList<>();

    /** What each of the references may lead to. */
    final List<Class<?>> referenceTypes = new ArrayList<>();

    private final List<String> layout = new ArrayList<>();
    private @Nullable String problem;

    private ValueFields(Class<?> of) {
        for (Class<?> type = of; type != null && type != Object.class; ) {
            for (Field field : ClassReflection.getDeclaredFields(type)) {
                if (!field.isStatic() && !field.isTransient() && !field.isSynthetic()) {
                    add(field);
                }
            }
            type = type.getSuperclass();
        }
    }

    /** Those of a class and its parents. */
    public static ValueFields of(Class<?> type) {
        return OF_CLASS.get(type);
    }

    /** Why objects of the class cannot be copied, to follow its name; null if they can be. */
    public @Nullable String problem() {
        return problem;
    }

    /** The fields that are copied, each as its type and its name. */
    public List<String> layout() {
        return layout;
    }

    private void add(Field field) {
        Class<?> type = field.getType();
        if (!isCopied(type)) {
            problem =
                    "its field "
                            + field.getName()
                            + " is of type "
                            + type.getSimpleName()
                            + ", whose objects may change";
        } else if (!field.isFinal()) {
            FieldHandles handles = FieldHandles.of(field);
            if (handles == null) {
                problem =
                        "its field "
                                + field.getName()
                                + " cannot be reached; its package is not open to artemis.odb";
            } else {
                layout.add(type.getName() + " " + field.getName());
                add(type, handles);
            }
        }
    }

    private void add(Class<?> type, FieldHandles handles) {
        if (type.isPrimitive()) {
            addNumber(type, handles.getter(), handles.setter());
        } else {
            referenceTypes.add(type);
            referenceGetters.add(handles.getter().asType(REFERENCE_GETTER));
            referenceSetters.add(handles.setter().asType(REFERENCE_SETTER));
        }
    }

    private void addNumber(Class<?> type, MethodHandle getter, MethodHandle setter) {
        MethodHandle get = getter;
        MethodHandle set = setter;
        if (type == float.class) {
            get = MethodHandles.filterReturnValue(get, Bits.OF_FLOAT);
            set = MethodHandles.filterArguments(set, 1, Bits.TO_FLOAT);
        } else if (type == double.class) {
            get = MethodHandles.filterReturnValue(get, Bits.OF_DOUBLE);
            set = MethodHandles.filterArguments(set, 1, Bits.TO_DOUBLE);
        }
        numberGetters.add(MethodHandles.explicitCastArguments(get, NUMBER_GETTER));
        numberSetters.add(MethodHandles.explicitCastArguments(set, NUMBER_SETTER));
    }

    private static boolean isCopied(Class<?> type) {
        return type.isPrimitive() || type == String.class || type.isEnum() || BOXES.contains(type);
    }

    /** The bits of numbers with a point, NaNs as they are, and back. */
    private static final class Bits {
        static final MethodHandle OF_FLOAT = find(Float.class, "floatToRawIntBits", int.class);
        static final MethodHandle TO_FLOAT = find(Float.class, "intBitsToFloat", float.class);
        static final MethodHandle OF_DOUBLE = find(Double.class, "doubleToRawLongBits", long.class);
        static final MethodHandle TO_DOUBLE = find(Double.class, "longBitsToDouble", double.class);

        private Bits() {}

        private static MethodHandle find(Class<?> in, String name, Class<?> to) {
            Class<?> primitive = MethodType.methodType(in).unwrap().returnType();
            Class<?> bits = in == Float.class ? int.class : long.class;
            Class<?> from = to == primitive ? bits : primitive;
            try {
                return MethodHandles.publicLookup()
                        .findStatic(in, name, MethodType.methodType(to, from));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("The JDK has no " + name, e);
            }
        }
    }
}
