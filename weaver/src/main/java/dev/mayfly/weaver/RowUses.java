package dev.mayfly.weaver;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Objects;

/** Writes what a method does with components of which it has rows in the place of objects. */
final class RowUses {

    private final Program program;
    private final Rows rows;

    RowUses(Program program, Rows rows) {
        this.program = program;
        this.rows = rows;
    }

    /** Writes the element at a place, if it is one of those; else false. */
    boolean write(CodeBuilder code, int place, CodeElement element) {
        if (rows.isEmpty()) {
            return false;
        }
        Rows.Group made = rows.madeBy(place);
        if (made != null) {
            if (((InvokeInstruction) element)
                    .typeSymbol()
                    .parameterType(0)
                    .equals(Names.ENTITY_DESC)) {
                code.invokevirtual(
                        Names.ENTITY_DESC, "getId", MethodTypeDesc.of(ConstantDescs.CD_int));
            }
            writeGet(code, made);
            return true;
        }
        Rows.Group accessed = rows.accessedBy(place);
        if (accessed != null) {
            writeAccess(code, accessed, (FieldInstruction) element);
            return true;
        }
        Rows.Group cleared = rows.clearedBy(place);
        if (cleared != null) {
            code.with(element);
            code.iconst_0().istore(cleared.row()).iconst_0().istore(cleared.life());
            return true;
        }
        return rows.isCast(place) || rows.describesGroup(element);
    }

    /** The mapper and an id are on the stack; what stands for the component is after it. */
    void writeGet(CodeBuilder code, Rows.Group group) {
        code.istore(rows.spare()).iload(rows.spare());
        code.invokestatic(
                Names.ofInternal(group.component() + Names.MAPPER_CLASS),
                GeneratedClasses.ROWS_OF,
                GeneratedClasses.ROWS_OF_TYPE);
        setRow(code, group);
    }

    /**
     * The columns or an object are on the stack, and stay; the id is in the spare variable. The row
     * is set when nothing can fail any more: until then the variable shows what it did.
     */
    void setRow(CodeBuilder code, Rows.Group group) {
        code.dup().iload(rows.spare());
        code.invokestatic(
                Names.ofInternal(group.component() + Names.COLUMNS_CLASS),
                GeneratedClasses.LIFE_OF,
                GeneratedClasses.LIFE_OF_TYPE);
        code.istore(group.life()).iload(rows.spare()).istore(group.row());
    }

    private void writeAccess(CodeBuilder code, Rows.Group group, FieldInstruction access) {
        ColumnField column =
                Objects.requireNonNull(
                        program.column(
                                access.owner().asInternalName(),
                                access.name().stringValue(),
                                access.type().stringValue()));
        ClassDesc columns = Names.ofInternal(group.component() + Names.COLUMNS_CLASS);
        code.iload(group.row()).iload(group.life());
        if (access.opcode() == Opcode.GETFIELD) {
            code.invokestatic(columns, column.rowGetter(), column.rowGetterType());
        } else {
            code.invokestatic(columns, column.rowSetter(), column.rowSetterType());
        }
    }
}
