package dev.mayfly.weaver;

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

    private static final int HIDDEN_FLAGS =
            ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    private final SystemLoop loop;
    private final ClassModel model;
    private final ClassDesc self;
    private final MemberUses uses;
    private final String copy;
    private final List<String> types;

    SystemWeaver(SystemLoop loop, ClassModel model, MemberUses uses) {
        this.loop = loop;
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
        if (view != null) {
            code.aload(0).invokestatic(self, AT + types.indexOf(view), atType(view));
        } else if (byId && loop.names(index)) {
            if (element instanceof InvokeInstruction call) {
                callById(code, call);
            } else {
                code.iload(1);
            }
        } else if (!(byId && isVariableOfEntity(element))) { // there is no such object now
            uses.write(code, element, before);
        }
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
        code.aload(0).instanceOf(mapper).ifeq(ask);
        code.aload(2)
                .getfield(
                        self,
                        TurnWriter.REQUIRES_FIELD + types.indexOf(component),
                        ConstantDescs.CD_boolean);
        code.ifeq(ask);
        TurnWriter.compareLosses(code, self, 2);
        code.if_icmpne(ask);
        code.aload(0).checkcast(mapper);
        loadId(code);
        code.invokevirtual(mapper, "view", get).checkcast(type).areturn();
        code.labelBinding(ask);
        code.aload(0);
        loadId(code);
        code.invokevirtual(Names.BASE_MAPPER, "get", get).checkcast(type).areturn();
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
