package dev.mayfly.weaver;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;

/**
 * What is known of a value on the stack or in a local variable.
 *
 * @param type of a reference: the class's name with slashes, or an array's descriptor; null for
 *     numbers, {@code null} and what is not known
 * @param wide whether it is a {@code long} or {@code double}
 * @param early whether it is {@code this} before the parent's constructor has been called
 * @param constant its value where it is a constant of the class file
 * @param origin the place in the code of what has put it on the stack, for references that are
 *     followed; {@link #NOWHERE} for others
 */
record Value(
        @Nullable String type,
        boolean wide,
        boolean early,
        @Nullable ConstantDesc constant,
        int origin) {

    static final int NOWHERE = -1;

    static final Value NARROW = new Value(null, false, false, null, NOWHERE);
    static final Value WIDE = new Value(null, true, false, null, NOWHERE);

    static Value of(ClassDesc type) {
        if (type.isPrimitive()) {
            return of(TypeKind.from(type));
        }
        return reference(type.isArray() ? type.descriptorString() : internalName(type));
    }

    static Value of(TypeKind kind) {
        return kind.slotSize() == 2 ? WIDE : NARROW;
    }

    static Value reference(@Nullable String type) {
        return new Value(type, false, false, null, NOWHERE);
    }

    static Value earlyThis(String type) {
        return new Value(type, false, true, null, NOWHERE);
    }

    static String internalName(ClassDesc type) {
        String descriptor = type.descriptorString();
        return type.isClassOrInterface()
                ? descriptor.substring(1, descriptor.length() - 1)
                : descriptor;
    }

    /** A constant of the class file. */
    static Value constant(String type, ConstantDesc constant) {
        return new Value(type, false, false, constant, NOWHERE);
    }

    /** The same, put on the stack at a place in the code. */
    Value from(int place) {
        return new Value(type, wide, early, constant, place);
    }

    /** What an element of it is, if it is an array. */
    Value element() {
        return type != null && type.startsWith("[")
                ? of(ClassDesc.ofDescriptor(type.substring(1)))
                : NARROW;
    }
}
