package dev.mayfly.weaver;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * Replaces what code does with woven components: an access to a field by a call of its accessor,
 * and the adding of an object to an entity by a call of the bridge. Each takes one instruction's
 * place, takes what that took from the stack and leaves what that left, so nothing around it
 * changes.
 */
final class MemberUses {

    private final Program program;

    MemberUses(Program program) {
        this.program = program;
    }

    /** Whether an element is one that is replaced. */
    boolean concerns(CodeElement element) {
        return switch (element) {
            case FieldInstruction access -> columnOf(access) != null;
            case InvokeInstruction call -> isAdd(call);
            default -> false;
        };
    }

    /** Writes an element, or what takes its place. */
    void write(CodeBuilder code, CodeElement element, Operands before) {
        switch (element) {
            case FieldInstruction access -> write(code, access, before);
            case InvokeInstruction call when isAdd(call) ->
                    code.invokestatic(
                            Names.WOVEN_TURNS,
                            "add",
                            call.typeSymbol().insertParameterTypes(0, Names.EDIT));
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
            code.putfield(owner, column.own(), column.type());
        } else {
            code.invokevirtual(owner, column.setter(), column.setterType());
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

    private static boolean isAdd(InvokeInstruction call) {
        return call.opcode() == Opcode.INVOKEVIRTUAL
                && call.owner().name().equalsString(Names.ENTITY_EDIT)
                && call.name().equalsString("add")
                && returnsEdit(call.typeSymbol());
    }

    private static boolean returnsEdit(MethodTypeDesc type) {
        return type.returnType().equals(Names.EDIT)
                && type.parameterCount() > 0
                && type.parameterType(0).equals(Names.COMPONENT);
    }
}
