package dev.mayfly.weaver;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.FieldElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.ConstantValueAttribute;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * What a component gets: fields of its own for the time in which it is detached, where it is
 * attached, accessors, and a constructor for views.
 *
 * <p>In the place of a field stays a decoy of another type whose {@code Signature} attribute says
 * the original one. javac reads that attribute first, so sources compile against a woven class as
 * against the plain one; the JVM knows nothing of it, so code that was not woven fails when it
 * links the field, and does not read a stale one.
 */
final class ComponentWeaver {

    private static final int OWN_FLAGS =
            ClassFile.ACC_PRIVATE | ClassFile.ACC_SYNTHETIC | ClassFile.ACC_TRANSIENT;
    private static final int ACCESSOR_FLAGS =
            ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC;

    private static final MethodTypeDesc ROW_TYPE =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);

    static final String DETACHED = "$detached";
    static final MethodTypeDesc DETACHED_TYPE =
            MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_Object);

    private final Shape shape;
    private final boolean hasEquals;
    private final ClassDesc self;
    private final ClassDesc parent;
    private final ClassDesc columns;

    ComponentWeaver(Program program, Shape shape, ClassModel model) {
        this.shape = shape;
        hasEquals =
                program.declaresBelowComponent(shape.name(), "equals", "(Ljava/lang/Object;)Z")
                        || program.declaresBelowComponent(shape.name(), "hashCode", "()I");
        self = model.thisClass().asSymbol();
        parent = model.superclass().map(ClassEntry::asSymbol).orElseThrow();
        columns = Names.ofInternal(shape.columnsClass());
    }

    static MethodTypeDesc viewType(ClassDesc columns) {
        return MethodTypeDesc.of(
                ConstantDescs.CD_void, columns, ConstantDescs.CD_int, ConstantDescs.CD_int);
    }

    /** The two fields that take the place of one. */
    void replaceField(ClassBuilder woven, FieldModel field) {
        String name = field.fieldName().stringValue();
        ClassDesc type = field.fieldTypeSymbol();
        ColumnField column = new ColumnField(name, type);
        woven.withField(column.own(), column.ownType(), OWN_FLAGS);
        ClassDesc decoy =
                type.equals(ConstantDescs.CD_boolean)
                        ? ConstantDescs.CD_byte
                        : ConstantDescs.CD_boolean;
        Utf8Entry signature =
                field.findAttribute(Attributes.signature())
                        .map(SignatureAttribute::signature)
                        .orElseGet(() -> woven.constantPool().utf8Entry(type));
        woven.withField(
                name,
                decoy,
                kept -> {
                    for (FieldElement each : field) {
                        if (!(each instanceof SignatureAttribute)
                                && !(each instanceof ConstantValueAttribute)) {
                            kept.with(each);
                        }
                    }
                    kept.with(SignatureAttribute.of(signature));
                });
    }

    /** All else, at the end of the class. */
    void addMembers(ClassBuilder woven) {
        woven.withField(Names.COLUMNS_FIELD, columns, OWN_FLAGS);
        woven.withField(Names.ROW_FIELD, ConstantDescs.CD_int, OWN_FLAGS);
        woven.withField(Names.LIFE_FIELD, ConstantDescs.CD_int, OWN_FLAGS);
        // Not hidden: who writes objects field by field is to stumble over it.
        woven.withField(
                Names.GUARD_FIELD,
                Names.REFLECTION_GUARD,
                ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
        woven.withMethodBody(
                ConstantDescs.INIT_NAME, viewType(columns), ClassFile.ACC_SYNTHETIC, this::view);
        woven.withMethodBody(
                "attach$", viewType(Names.WOVEN_COLUMNS), ACCESSOR_FLAGS, this::attach);
        woven.withMethodBody(
                DETACHED,
                DETACHED_TYPE,
                ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                this::detached);
        accessor(woven, "columns$", Names.WOVEN_COLUMNS, Names.COLUMNS_FIELD, columns);
        accessor(woven, "row$", ConstantDescs.CD_int, Names.ROW_FIELD, ConstantDescs.CD_int);
        accessor(woven, "life$", ConstantDescs.CD_int, Names.LIFE_FIELD, ConstantDescs.CD_int);
        if (!hasEquals && !shape.canonical()) {
            addEquals(woven);
        }
        for (ColumnField each : shape.columns()) {
            woven.withMethodBody(
                    each.getter(), each.getterType(), ACCESSOR_FLAGS, code -> read(code, each));
            woven.withMethodBody(
                    each.setter(), each.setterType(), ACCESSOR_FLAGS, code -> write(code, each));
        }
    }

    /** Two views of one component are equal, where else there is but identity. */
    private void addEquals(ClassBuilder woven) {
        MethodTypeDesc equals =
                MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object);
        woven.withMethodBody(
                "equals",
                equals,
                ClassFile.ACC_PUBLIC | ClassFile.ACC_SYNTHETIC,
                code ->
                        code.aload(0)
                                .aload(1)
                                .invokestatic(
                                        Names.WOVEN_TURNS,
                                        "same",
                                        equals.insertParameterTypes(0, ConstantDescs.CD_Object))
                                .ireturn());
        woven.withMethodBody(
                "hashCode",
                MethodTypeDesc.of(ConstantDescs.CD_int),
                ClassFile.ACC_PUBLIC | ClassFile.ACC_SYNTHETIC,
                code ->
                        code.aload(0)
                                .invokestatic(
                                        Names.WOVEN_TURNS,
                                        "hash",
                                        MethodTypeDesc.of(
                                                ConstantDescs.CD_int,
                                                Names.ofInternal(Names.WOVEN_COMPONENT)))
                                .ireturn());
    }

    private void accessor(
            ClassBuilder woven, String name, ClassDesc type, String field, ClassDesc fieldType) {
        woven.withMethodBody(
                name,
                MethodTypeDesc.of(type),
                ACCESSOR_FLAGS,
                code ->
                        code.aload(0)
                                .getfield(self, field, fieldType)
                                .return_(TypeKind.from(type)));
    }

    /** To be written at the begin of each constructor. */
    void writeGuard(CodeBuilder code) {
        code.aload(0);
        code.getstatic(Names.REFLECTION_GUARD, "GUARD", Names.REFLECTION_GUARD);
        code.putfield(self, Names.GUARD_FIELD, Names.REFLECTION_GUARD);
    }

    private void view(CodeBuilder code) {
        writeGuard(code);
        code.aload(0);
        code.invokespecial(parent, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
        code.aload(0).aload(1).putfield(self, Names.COLUMNS_FIELD, columns);
        setRow(code);
    }

    private void attach(CodeBuilder code) {
        code.aload(0).aload(1).checkcast(columns);
        code.putfield(self, Names.COLUMNS_FIELD, columns);
        setRow(code);
    }

    /** Returns its argument, a component, with the values that it shows as its own. */
    private void detached(CodeBuilder code) {
        int copy = 1;
        int its = 2;
        int row = 3;
        Label over = code.newLabel();
        code.aload(0).checkcast(self).astore(copy);
        code.aload(copy).getfield(self, Names.COLUMNS_FIELD, columns).astore(its);
        code.aload(its).ifnull(over);
        code.aload(its);
        code.aload(copy).getfield(self, Names.ROW_FIELD, ConstantDescs.CD_int);
        code.aload(copy).getfield(self, Names.LIFE_FIELD, ConstantDescs.CD_int);
        code.invokevirtual(columns, "row", ROW_TYPE).istore(row);
        code.aload(copy).aconst_null().putfield(self, Names.COLUMNS_FIELD, columns);
        code.aload(its).iload(row).aload(copy);
        code.invokevirtual(
                columns,
                "load",
                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, Names.COMPONENT));
        code.labelBinding(over).aload(0).areturn();
    }

    private void setRow(CodeBuilder code) {
        code.aload(0).iload(2).putfield(self, Names.ROW_FIELD, ConstantDescs.CD_int);
        code.aload(0).iload(3).putfield(self, Names.LIFE_FIELD, ConstantDescs.CD_int);
        code.return_();
    }

    private void read(CodeBuilder code, ColumnField field) {
        int at = 1;
        Label attached = code.newLabel();
        code.aload(0).getfield(self, Names.COLUMNS_FIELD, columns).astore(at);
        code.aload(at).ifnonnull(attached);
        code.aload(0).getfield(self, field.own(), field.ownType());
        if (!field.ownType().equals(field.type())) {
            code.checkcast(field.type());
        }
        code.return_(field.kind());
        code.labelBinding(attached);
        columnAndRow(code, field, at);
        field.read(code);
        code.return_(field.kind());
    }

    private void write(CodeBuilder code, ColumnField field) {
        int at = 1 + field.kind().slotSize();
        Label attached = code.newLabel();
        code.aload(0).getfield(self, Names.COLUMNS_FIELD, columns).astore(at);
        code.aload(at).ifnonnull(attached);
        code.aload(0).loadLocal(field.kind(), 1).putfield(self, field.own(), field.ownType());
        code.return_();
        code.labelBinding(attached);
        columnAndRow(code, field, at);
        code.loadLocal(field.kind(), 1);
        field.write(code);
        code.return_();
    }

    private void columnAndRow(CodeBuilder code, ColumnField field, int at) {
        code.aload(at).getfield(columns, field.name(), field.column());
        code.aload(at);
        code.aload(0).getfield(self, Names.ROW_FIELD, ConstantDescs.CD_int);
        code.aload(0).getfield(self, Names.LIFE_FIELD, ConstantDescs.CD_int);
        code.invokevirtual(columns, "row", ROW_TYPE);
    }
}
