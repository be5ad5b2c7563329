package dev.mayfly.weaver;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.LocalVariableType;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * What a system gets: a copy of {@code process} that takes views without a look at presence, and
 * the turn that calls it ({@link TurnWriter}).
 *
 * <p>The copy is a static overload of {@code process} with the same local variables, so stack
 * traces show the name, file and line that they always did, and a breakpoint at a line is one in
 * both. Whether to look is a branch in the system's own class, not in the mapper's, so that the JIT
 * has a profile of it for this system alone.
 */
final class SystemWeaver {

    private static final String COPY = "process";
    private static final String SPARE_COPY = "process$at";
    private static final String AT = "at$";
    private static final String ROWS = "rows$";

    private static final int HIDDEN_FLAGS =
            ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    private final SystemLoop loop;
    private final ClassModel model;
    private final ClassDesc self;
    private final MemberUses uses;
    private final RowUses rowUses;
    private final Rows rows;
    private final String copy;
    private final List<String> types;

    SystemWeaver(SystemLoop loop, ClassModel model, MemberUses uses, RowUses rowUses, Rows rows) {
        this.loop = loop;
        this.rowUses = rowUses;
        this.rows = rows;
        this.model = model;
        this.self = model.thisClass().asSymbol();
        this.uses = uses;
        types = new ArrayList<>(loop.types());
        copy = isTaken(copyType()) ? SPARE_COPY : COPY;
    }

    private boolean isTaken(MethodTypeDesc type) {
        return model.methods().stream()
                .anyMatch(
                        each ->
                                each.methodName().equalsString(COPY)
                                        && each.methodTypeSymbol().equals(type));
    }

    private ClassDesc entity() {
        return loop.needsEntity() ? Names.ENTITY_DESC : ConstantDescs.CD_int;
    }

    private MethodTypeDesc copyType() {
        return MethodTypeDesc.of(ConstantDescs.CD_void, self, entity());
    }

    void addMembers(ClassBuilder woven) {
        new TurnWriter(loop, self, copy, copyType()).addMembers(woven);
        woven.withMethod(
                copy,
                copyType(),
                ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
                method ->
                        method.transformCode(
                                loop.process().code().orElseThrow(),
                                CodeTransform.ofStateful(this::copying)));
        for (String each : types) {
            woven.withMethodBody(
                    AT + types.indexOf(each), atType(each), HIDDEN_FLAGS, code -> at(code, each));
            woven.withMethodBody(
                    ROWS + types.indexOf(each), rowsType(), HIDDEN_FLAGS, code -> rows(code, each));
        }
    }

    private CodeTransform copying() {
        Operands operands =
                new Operands(
                        Value.internalName(self),
                        loop.process(),
                        loop.process().code().orElseThrow());
        int[] index = {0};
        return (code, element) -> {
            copy(code, index[0]++, element, operands);
            operands.pass(element);
        };
    }

    private void copy(CodeBuilder code, int index, CodeElement element, Operands before) {
        String view = loop.viewOf(index);
        boolean byId = loop.byEntity() && !loop.needsEntity();
        Rows.Group made = rows.madeBy(index);
        if (view != null && made != null) {
            getRow(code, view, made);
        } else if (view != null) {
            code.aload(0).invokestatic(self, AT + types.indexOf(view), atType(view));
        } else if (byId && loop.names(index)) {
            nameById(code, element, made);
        } else if (byId && isVariableOfEntity(element)) {
            return; // there is no such object now
        } else if (!rowUses.write(code, index, element)) {
            uses.write(code, element, before);
        }
    }

    /** A load of the entity, or a call that it is loaded for. */
    private void nameById(CodeBuilder code, CodeElement element, Rows.@Nullable Group made) {
        if (!(element instanceof InvokeInstruction call)) {
            code.iload(1);
        } else if (made != null) {
            rowUses.writeGet(code, made);
        } else {
            callById(code, call);
        }
    }

    /** The mapper and the entity are on the stack. */
    private void getRow(CodeBuilder code, String component, Rows.Group made) {
        if (loop.needsEntity()) {
            code.invokevirtual(Names.ENTITY_DESC, "getId", MethodTypeDesc.of(ConstantDescs.CD_int));
        }
        code.istore(rows.spare()).iload(rows.spare()).aload(0);
        code.invokestatic(self, ROWS + types.indexOf(component), rowsType());
        rowUses.setRow(code, made);
    }

    private static void callById(CodeBuilder code, InvokeInstruction call) {
        if (call.owner().name().equalsString(Names.ENTITY)) {
            return; // getId: the id is on the stack
        }
        code.invokevirtual(
                call.owner().asSymbol(),
                call.name().stringValue(),
                call.typeSymbol().changeParameterType(0, ConstantDescs.CD_int));
    }

    private static boolean isVariableOfEntity(CodeElement element) {
        return switch (element) {
            case LocalVariable variable -> variable.slot() == 1;
            case LocalVariableType variable -> variable.slot() == 1;
            default -> false;
        };
    }

    private MethodTypeDesc atType(String component) {
        return MethodTypeDesc.of(Names.ofInternal(component), Names.BASE_MAPPER, entity(), self);
    }

    /** Of the mapper, the entity and the system: the view of a component. */
    private void at(CodeBuilder code, String component) {
        ClassDesc type = Names.ofInternal(component);
        ClassDesc mapper = Names.ofInternal(component + Names.MAPPER_CLASS);
        MethodTypeDesc get = MethodTypeDesc.of(Names.COMPONENT, ConstantDescs.CD_int);
        Label ask = code.newLabel();
        unlessSure(code, component, ask);
        code.aload(0).checkcast(mapper);
        loadId(code);
        code.invokevirtual(mapper, "view", get).checkcast(type).areturn();
        code.labelBinding(ask);
        code.aload(0);
        loadId(code);
        code.invokevirtual(Names.BASE_MAPPER, "get", get).checkcast(type).areturn();
    }

    private MethodTypeDesc rowsType() {
        return MethodTypeDesc.of(
                ConstantDescs.CD_Object, Names.BASE_MAPPER, ConstantDescs.CD_int, self);
    }

    /** Of the mapper, an id and the system: the columns of a component, or an object. */
    private void rows(CodeBuilder code, String component) {
        ClassDesc mapper = Names.ofInternal(component + Names.MAPPER_CLASS);
        Label ask = code.newLabel();
        unlessSure(code, component, ask);
        code.aload(0).checkcast(mapper);
        code.getfield(
                mapper, Names.COLUMNS_FIELD, Names.ofInternal(component + Names.COLUMNS_CLASS));
        code.areturn();
        code.labelBinding(ask);
        code.aload(0).iload(1);
        code.invokestatic(mapper, GeneratedClasses.ROWS_OF, GeneratedClasses.ROWS_OF_TYPE);
        code.areturn();
    }

    /** Jumps where presence has to be looked at: mapper, entity and system are the variables. */
    private void unlessSure(CodeBuilder code, String component, Label ask) {
        code.aload(0).instanceOf(Names.ofInternal(component + Names.MAPPER_CLASS)).ifeq(ask);
        code.aload(2)
                .getfield(
                        self,
                        TurnWriter.REQUIRES_FIELD + types.indexOf(component),
                        ConstantDescs.CD_boolean);
        code.ifeq(ask);
        TurnWriter.compareLosses(code, self, 2);
        code.if_icmpne(ask);
    }

    private void loadId(CodeBuilder code) {
        if (loop.needsEntity()) {
            code.aload(1);
            code.invokevirtual(Names.ENTITY_DESC, "getId", MethodTypeDesc.of(ConstantDescs.CD_int));
        } else {
            code.iload(1);
        }
    }
}
