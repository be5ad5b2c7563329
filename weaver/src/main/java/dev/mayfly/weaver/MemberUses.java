package dev.mayfly.weaver;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Objects;

/**
 * Replaces what code does with woven components: an access to a field by a call of its accessor,
 * the adding of an object to an entity by a call of the bridge, and a comparison by one of which
 * rows are seen. Each takes one instruction's place, takes what that took from the stack and leaves
 * what that left, so nothing around it changes.
 */
final class MemberUses {

    private static final MethodTypeDesc SAME_TYPE =
            MethodTypeDesc.of(
                    ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object);

    private final Program program;

    /** Whether the class is a component that is plain so far. */
    private final boolean becomesWoven;

    /** In class {@code self}. */
    MemberUses(Program program, String self) {
        this.program = program;
        Shape shape = program.shape(self);
        becomesWoven = shape != null && !shape.woven();
    }

    /** Whether an element is one that is replaced. */
    boolean concerns(CodeElement element, Operands before) {
        return switch (element) {
            case BranchInstruction branch -> comparesViews(branch, before);
            case FieldInstruction access -> columnOf(access) != null;
            case InvokeInstruction call -> isAdd(call) || isClone(call) || staleField(call) != null;
            default -> false;
        };
    }

    /** Writes an element, or what takes its place. */
    void write(CodeBuilder code, CodeElement element, Operands before) {
        switch (element) {
            case BranchInstruction branch when comparesViews(branch, before) ->
                    compare(code, branch);
            case FieldInstruction access -> write(code, access, before);
            case InvokeInstruction call when isAdd(call) ->
                    code.invokestatic(
                            Names.WOVEN_TURNS,
                            call.name().stringValue(),
                            call.typeSymbol().insertParameterTypes(0, call.owner().asSymbol()));
            case InvokeInstruction call when staleField(call) != null -> writeAccess(code, call);
            case InvokeInstruction call when isClone(call) -> {
                code.with(call);
                detach(code, before.at(0).type());
            }
            default -> code.with(element);
        }
    }

    private void write(CodeBuilder code, FieldInstruction access, Operands before) {
        ColumnField column = columnOf(access);
        if (column == null) {
            code.with(access);
            return;
        }
        ClassDesc owner = access.owner().asSymbol();
        if (access.opcode() == Opcode.GETFIELD) {
            code.invokevirtual(owner, column.getter(), column.getterType());
        } else if (before.at(1).early()) {
            // No method may be called on it yet.
            code.putfield(owner, column.own(), column.ownType());
        } else {
            code.invokevirtual(owner, column.setter(), column.setterType());
        }
    }

    /** Whether two references are compared that may be views of one component. */
    private boolean comparesViews(BranchInstruction branch, Operands before) {
        return (branch.opcode() == Opcode.IF_ACMPEQ || branch.opcode() == Opcode.IF_ACMPNE)
                && before.isReached()
                && (mayBeView(before.at(0)) || mayBeView(before.at(1)));
    }

    private boolean mayBeView(Value value) {
        String type = value.type();
        if (type == null) {
            return false;
        }
        Shape shape = program.shape(type);
        return shape == null
                ? type.equals(Names.ARTEMIS_COMPONENT) || type.equals(Names.POOLED_COMPONENT)
                : !shape.canonical();
    }

    private static void compare(CodeBuilder code, BranchInstruction branch) {
        code.invokestatic(Names.WOVEN_TURNS, "same", SAME_TYPE);
        if (branch.opcode() == Opcode.IF_ACMPEQ) {
            code.ifne(branch.target());
        } else {
            code.ifeq(branch.target());
        }
    }

    private @Nullable ColumnField columnOf(FieldInstruction access) {
        return access.opcode() == Opcode.GETFIELD || access.opcode() == Opcode.PUTFIELD
                ? program.column(
                        access.owner().asInternalName(),
                        access.name().stringValue(),
                        access.type().stringValue())
                : null;
    }

    /** Whether a call copies an object bit by bit; a copy of a view would be one more view. */
    private boolean isClone(InvokeInstruction call) {
        return becomesWoven
                && call.opcode() == Opcode.INVOKESPECIAL
                && call.name().equalsString("clone")
                && call.owner().asInternalName().equals("java/lang/Object");
    }

    /** Makes a copy of a view an object with values of its own. */
    private void detach(CodeBuilder code, @Nullable String type) {
        if (type != null && program.shape(type) != null) {
            code.invokestatic(
                    Names.ofInternal(type),
                    ComponentWeaver.DETACHED,
                    ComponentWeaver.DETACHED_TYPE);
        }
    }

    /**
     * The field of a plain component that a call would be the accessor of if it were woven: what
     * called it was woven when it was.
     */
    private @Nullable ColumnField staleField(InvokeInstruction call) {
        String name = call.name().stringValue();
        boolean reads = name.endsWith(Names.GETTER);
        if (call.opcode() != Opcode.INVOKEVIRTUAL
                || (!reads && !name.endsWith(Names.SETTER))
                || call.typeSymbol().parameterCount() != (reads ? 0 : 1)) {
            return null;
        }
        ColumnField field =
                new ColumnField(
                        name.substring(0, name.length() - Names.GETTER.length()),
                        reads
                                ? call.typeSymbol().returnType()
                                : call.typeSymbol().parameterType(0));
        return program.isPlainField(call.owner().asInternalName(), field) ? field : null;
    }

    private void writeAccess(CodeBuilder code, InvokeInstruction call) {
        ColumnField field = Objects.requireNonNull(staleField(call));
        if (call.name().equalsString(field.getter())) {
            code.getfield(call.owner().asSymbol(), field.name(), field.type());
        } else {
            code.putfield(call.owner().asSymbol(), field.name(), field.type());
        }
    }

    /** Whether a call gives an entity a component that was made before. */
    private static boolean isAdd(InvokeInstruction call) {
        if (call.opcode() != Opcode.INVOKEVIRTUAL) {
            return false;
        }
        return switch (call.owner().asInternalName()) {
            case Names.ENTITY_EDIT ->
                    call.name().equalsString("add") && takesComponents(call.typeSymbol());
            case Names.ENTITY_BUILDER ->
                    call.name().equalsString("with") && takesComponents(call.typeSymbol());
            default -> false;
        };
    }

    private static boolean takesComponents(MethodTypeDesc type) {
        return type.parameterCount() > 0
                && type.parameterList().stream()
                        .allMatch(
                                each ->
                                        each.equals(Names.COMPONENT)
                                                || each.equals(Names.COMPONENT.arrayType())
                                                || each.equals(Names.COMPONENT_TYPE));
    }
}
