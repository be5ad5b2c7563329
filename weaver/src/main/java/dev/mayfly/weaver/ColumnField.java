package dev.mayfly.weaver;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/**
 * A field of a component that is kept in a column.
 *
 * @param name as in the source
 * @param type as in the source, erased
 */
record ColumnField(String name, ClassDesc type) {

    private static final Set<ClassDesc> LINKING =
            Set.of(ClassDesc.of("com.artemis.Entity"), ClassDesc.of("com.artemis.utils.Bag"));

    private static final String BUFFERS = "dev.mayfly.allocator";

    TypeKind kind() {
        return TypeKind.from(type);
    }

    /** The class of its column. */
    ClassDesc column() {
        return switch (kind()) {
            case BOOLEAN, BYTE -> ClassDesc.of(BUFFERS, "Bytes");
            case CHAR, SHORT -> ClassDesc.of(BUFFERS, "Shorts");
            case INT -> ClassDesc.of(BUFFERS, "Ints");
            case LONG -> ClassDesc.of(BUFFERS, "Longs");
            case FLOAT -> ClassDesc.of(BUFFERS, "Floats");
            case DOUBLE -> ClassDesc.of(BUFFERS, "Doubles");
            case REFERENCE, VOID -> Names.REFERENCES;
        };
    }

    /** The method of {@code WovenColumns} that makes the column. */
    String maker() {
        String simple = column().displayName();
        return Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
    }

    MethodTypeDesc makerType() {
        return kind() == TypeKind.REFERENCE
                ? MethodTypeDesc.of(column(), ConstantDescs.CD_String)
                : MethodTypeDesc.of(column());
    }

    /** What the column's {@code get} and {@code set} deal in. */
    ClassDesc element() {
        return switch (kind()) {
            case BOOLEAN -> ConstantDescs.CD_byte;
            case CHAR -> ConstantDescs.CD_short;
            case REFERENCE -> ConstantDescs.CD_Object;
            default -> type;
        };
    }

    MethodTypeDesc getterType() {
        return MethodTypeDesc.of(type);
    }

    MethodTypeDesc setterType() {
        return MethodTypeDesc.of(ConstantDescs.CD_void, type);
    }

    String getter() {
        return name + Names.GETTER;
    }

    String setter() {
        return name + Names.SETTER;
    }

    /** The static method that reads it of columns or an object, row and life. */
    String rowGetter() {
        return name + "$at";
    }

    MethodTypeDesc rowGetterType() {
        return MethodTypeDesc.of(
                type, ConstantDescs.CD_Object, ConstantDescs.CD_int, ConstantDescs.CD_int);
    }

    /** The same with the value behind the object. */
    String rowSetter() {
        return name + "$to";
    }

    MethodTypeDesc rowSetterType() {
        return MethodTypeDesc.of(
                ConstantDescs.CD_void,
                ConstantDescs.CD_Object,
                type,
                ConstantDescs.CD_int,
                ConstantDescs.CD_int);
    }

    String own() {
        return name + Names.OWN;
    }

    /**
     * The type of the own field. Artemis takes every field of type {@code Entity} for a link, and
     * its serializers every {@code Bag} for one of entities; they are not to find these.
     */
    ClassDesc ownType() {
        return LINKING.contains(type) ? ConstantDescs.CD_Object : type;
    }

    /** Column and row are on the stack; the value, as the field's type, is after it. */
    void read(CodeBuilder code) {
        code.invokevirtual(column(), "get", MethodTypeDesc.of(element(), ConstantDescs.CD_int));
        if (kind() == TypeKind.CHAR) {
            code.i2c();
        } else if (kind() == TypeKind.REFERENCE && !type.equals(ConstantDescs.CD_Object)) {
            code.checkcast(type);
        }
    }

    /** Column, row and a value of the field's type are on the stack. */
    void write(CodeBuilder code) {
        if (kind() == TypeKind.CHAR) {
            code.i2s();
        }
        code.invokevirtual(
                column(),
                "set",
                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, element()));
    }
}
