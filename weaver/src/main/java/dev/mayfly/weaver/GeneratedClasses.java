package dev.mayfly.weaver;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassSignature;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.FieldBuilder;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Label;
import java.lang.classfile.Signature;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/** The two classes beside a woven component: its columns and its mapper. */
final class GeneratedClasses {

    private static final int CLASS_FLAGS =
            ClassFile.ACC_PUBLIC
                    | ClassFile.ACC_FINAL
                    | ClassFile.ACC_SUPER
                    | ClassFile.ACC_SYNTHETIC;
    private static final int STATIC_FLAGS =
            ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    static final String LIFE_OF = "life$";
    static final MethodTypeDesc LIFE_OF_TYPE =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object, ConstantDescs.CD_int);
    static final String ROWS_OF = "rows$";
    static final MethodTypeDesc ROWS_OF_TYPE =
            MethodTypeDesc.of(ConstantDescs.CD_Object, Names.BASE_MAPPER, ConstantDescs.CD_int);

    private static final MethodTypeDesc INT_TO_INT =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int);

    private final Program program;
    private final Shape shape;
    private final ClassModel model;
    private final ClassDesc component;
    private final ClassDesc columns;
    private final ClassDesc mapper;

    GeneratedClasses(Program program, Shape shape, ClassModel model) {
        this.program = program;
        this.model = model;
        this.shape = shape;
        component = Names.ofInternal(shape.name());
        columns = Names.ofInternal(shape.columnsClass());
        mapper = Names.ofInternal(shape.mapperClass());
    }

    private byte[] build(ClassDesc name, ClassDesc parent, Consumer<ClassBuilder> members) {
        ClassSignature signature =
                ClassSignature.of(
                        Signature.ClassTypeSig.of(
                                parent,
                                Signature.TypeArg.of(Signature.ClassTypeSig.of(component))));
        return program.files()
                .build(
                        name,
                        built -> {
                            built.withVersion(Names.VERSION, 0)
                                    .withFlags(CLASS_FLAGS)
                                    .withSuperclass(parent)
                                    .with(SignatureAttribute.of(signature));
                            members.accept(built);
                        });
    }

    byte[] columns() {
        return build(columns, Names.WOVEN_COLUMNS, this::addColumns);
    }

    private void addColumns(ClassBuilder built) {
        for (ColumnField each : shape.columns()) {
            built.withField(each.name(), each.column(), field -> addColumn(field, each));
        }
        ClassDesc number = ConstantDescs.CD_int;
        method(built, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, this::makeColumns);
        method(
                built,
                "view",
                MethodTypeDesc.of(Names.COMPONENT, number, number),
                code -> {
                    code.new_(component).dup().aload(0).iload(1).iload(2);
                    makeView(code);
                });
        MethodTypeDesc copying = MethodTypeDesc.of(ConstantDescs.CD_void, number, Names.COMPONENT);
        built.withMethodBody(LIFE_OF, LIFE_OF_TYPE, STATIC_FLAGS, this::lifeOf);
        for (ColumnField each : shape.columns()) {
            built.withMethodBody(
                    each.rowGetter(),
                    each.rowGetterType(),
                    STATIC_FLAGS,
                    code -> readRow(code, each));
            built.withMethodBody(
                    each.rowSetter(),
                    each.rowSetterType(),
                    STATIC_FLAGS,
                    code -> writeRow(code, each));
        }
        method(built, "newMapper", MethodTypeDesc.of(Names.WOVEN_MAPPER), this::newMapper);
        method(built, "store", copying, this::store);
        method(built, "load", copying, this::load);
    }

    /** With the annotations of the field that it is the column of. */
    private void addColumn(FieldBuilder built, ColumnField column) {
        built.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL);
        for (FieldModel each : model.fields()) {
            if (each.fieldName().equalsString(column.name())) {
                each.findAttribute(Attributes.runtimeVisibleAnnotations()).ifPresent(built::with);
            }
        }
    }

    private static void method(
            ClassBuilder built, String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {
        built.withMethodBody(name, type, ClassFile.ACC_PUBLIC, body);
    }

    private void makeColumns(CodeBuilder code) {
        code.aload(0);
        code.invokespecial(Names.WOVEN_COLUMNS, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
        for (ColumnField each : shape.columns()) {
            code.aload(0).aload(0);
            if (each.kind() == TypeKind.REFERENCE) {
                code.ldc(each.name());
            }
            code.invokevirtual(columns, each.maker(), each.makerType());
            code.putfield(columns, each.name(), each.column());
        }
        code.return_();
    }

    private void newMapper(CodeBuilder code) {
        code.new_(mapper).dup().aload(0);
        code.invokespecial(
                mapper, ConstantDescs.INIT_NAME, MethodTypeDesc.of(ConstantDescs.CD_void, columns));
        code.areturn();
    }

    /** The life of a row of these columns; of an object that has none, 0. */
    private void lifeOf(CodeBuilder code) {
        Label object = code.newLabel();
        code.aload(0).instanceOf(columns).ifeq(object);
        code.aload(0).checkcast(columns).iload(1);
        code.invokevirtual(columns, "life", INT_TO_INT).ireturn();
        code.labelBinding(object).iconst_0().ireturn();
    }

    /** Of columns, row and life, or of an object that has its own values. */
    private void readRow(CodeBuilder code, ColumnField field) {
        Label object = code.newLabel();
        code.aload(0).instanceOf(columns).ifeq(object);
        columnAndRow(code, field, 1);
        field.read(code);
        code.return_(field.kind());
        code.labelBinding(object).aload(0).checkcast(component);
        code.invokevirtual(component, field.getter(), field.getterType());
        code.return_(field.kind());
    }

    private void writeRow(CodeBuilder code, ColumnField field) {
        Label object = code.newLabel();
        code.aload(0).instanceOf(columns).ifeq(object);
        columnAndRow(code, field, 1 + field.kind().slotSize());
        code.loadLocal(field.kind(), 1);
        field.write(code);
        code.return_();
        code.labelBinding(object).aload(0).checkcast(component);
        code.loadLocal(field.kind(), 1);
        code.invokevirtual(component, field.setter(), field.setterType()).return_();
    }

    private void columnAndRow(CodeBuilder code, ColumnField field, int row) {
        code.aload(0).checkcast(columns).getfield(columns, field.name(), field.column());
        code.aload(0).checkcast(columns).iload(row).iload(row + 1);
        code.invokevirtual(
                columns,
                "row",
                MethodTypeDesc.of(
                        ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int));
    }

    private void store(CodeBuilder code) {
        int own = 3;
        code.aload(2).checkcast(component).astore(own);
        for (ColumnField each : shape.columns()) {
            code.aload(0).getfield(columns, each.name(), each.column());
            code.iload(1);
            code.aload(own).invokevirtual(component, each.getter(), each.getterType());
            each.write(code);
        }
        code.return_();
    }

    /** Into an object that is detached. */
    private void load(CodeBuilder code) {
        int own = 3;
        code.aload(2).checkcast(component).astore(own);
        for (ColumnField each : shape.columns()) {
            code.aload(own);
            code.aload(0).getfield(columns, each.name(), each.column());
            code.iload(1);
            each.read(code);
            code.invokevirtual(component, each.setter(), each.setterType());
        }
        code.return_();
    }

    byte[] mapper() {
        return build(mapper, Names.WOVEN_MAPPER, this::addMapper);
    }

    private void addMapper(ClassBuilder built) {
        built.withField(Names.COLUMNS_FIELD, columns, ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL);
        method(
                built,
                ConstantDescs.INIT_NAME,
                MethodTypeDesc.of(ConstantDescs.CD_void, columns),
                this::makeMapper);
        method(
                built,
                "get",
                MethodTypeDesc.of(Names.COMPONENT, ConstantDescs.CD_int),
                code -> {
                    Label absent = code.newLabel();
                    code.aload(0).iload(1);
                    code.invokevirtual(
                            mapper,
                            "present",
                            MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_int));
                    code.ifeq(absent);
                    view(code);
                    code.labelBinding(absent).aconst_null().areturn();
                });
        method(built, "view", MethodTypeDesc.of(Names.COMPONENT, ConstantDescs.CD_int), this::view);
        built.withMethodBody(ROWS_OF, ROWS_OF_TYPE, STATIC_FLAGS, this::rowsOf);
    }

    /** The columns of an entity's component, null if it has none; or an object that is no view. */
    private void rowsOf(CodeBuilder code) {
        Label other = code.newLabel();
        Label absent = code.newLabel();
        code.aload(0).instanceOf(mapper).ifeq(other);
        code.aload(0).checkcast(mapper).iload(1);
        code.invokevirtual(
                mapper,
                "present",
                MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_int));
        code.ifeq(absent);
        code.aload(0).checkcast(mapper).getfield(mapper, Names.COLUMNS_FIELD, columns).areturn();
        code.labelBinding(absent).aconst_null().areturn();
        code.labelBinding(other).aload(0).iload(1);
        code.invokevirtual(
                Names.BASE_MAPPER, "get", MethodTypeDesc.of(Names.COMPONENT, ConstantDescs.CD_int));
        code.areturn();
    }

    private void makeMapper(CodeBuilder code) {
        code.aload(0).ldc(component).aload(1);
        code.invokespecial(
                Names.WOVEN_MAPPER,
                ConstantDescs.INIT_NAME,
                MethodTypeDesc.of(
                        ConstantDescs.CD_void, ConstantDescs.CD_Class, Names.WOVEN_COLUMNS));
        code.aload(0).aload(1).putfield(mapper, Names.COLUMNS_FIELD, columns);
        code.return_();
    }

    /** Returns the view of the row in variable 1. */
    private void view(CodeBuilder code) {
        if (shape.canonical()) {
            code.aload(0).iload(1);
            code.invokevirtual(
                    mapper, "canonical", MethodTypeDesc.of(Names.COMPONENT, ConstantDescs.CD_int));
            code.checkcast(component).areturn();
            return;
        }
        code.new_(component).dup();
        code.aload(0).getfield(mapper, Names.COLUMNS_FIELD, columns);
        code.iload(1);
        code.aload(0).getfield(mapper, Names.COLUMNS_FIELD, columns).iload(1);
        code.invokevirtual(columns, "life", INT_TO_INT);
        makeView(code);
    }

    /** A new component, columns, row and life are on the stack. */
    private void makeView(CodeBuilder code) {
        code.invokespecial(component, ConstantDescs.INIT_NAME, ComponentWeaver.viewType(columns));
        code.areturn();
    }
}
