package dev.mayfly.weaver;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.Attributes;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.StackMapFrameInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.ObjectVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.SimpleVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.VerificationTypeInfo;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is on the stack and in the local variables as a method goes on, read in the order of its
 * code.
 *
 * <p>How it works: javac writes a frame, the types of all that, at every place to which the code
 * can jump. So one pass is enough: between two frames each instruction says what it takes and
 * gives, and at a frame what it says holds. What is behind a jump and has no frame is never
 * reached; there nothing is known.
 */
final class Operands {

    private final String self;
    private final Map<Label, StackMapFrameInfo> frames = new HashMap<>();
    private final List<Value> stack = new ArrayList<>();
    private final List<Value> locals = new ArrayList<>();
    private final List<Value> popped = new ArrayList<>();

    /** What was on the stack where the code jumped to a label first. */
    private final Map<Label, List<Value>> jumped = new HashMap<>();

    private final Set<Integer> lost = new HashSet<>();
    private boolean reached = true;
    private int place;

    /** At the begin of a method of class {@code self}. */
    Operands(String self, MethodModel method, CodeModel code) {
        this.self = self;
        code.findAttribute(Attributes.stackMapTable())
                .ifPresent(
                        table -> table.entries().forEach(each -> frames.put(each.target(), each)));
        if (!method.flags().has(AccessFlag.STATIC)) {
            locals.add(
                    method.methodName().equalsString(ConstantDescs.INIT_NAME)
                            ? Value.earlyThis(self)
                            : Value.reference(self));
        }
        for (ClassDesc each : method.methodTypeSymbol().parameterList()) {
            Value value = Value.of(each);
            locals.add(value);
            if (value.wide()) {
                locals.add(value);
            }
        }
    }

    /** Whether anything is known of this place. */
    boolean isReached() {
        return reached;
    }

    /** The value at a depth of the stack, 0 on top. */
    Value at(int depth) {
        int index = stack.size() - 1 - depth;
        return index < 0 ? Value.NARROW : stack.get(index);
    }

    /** Goes past an element of the code. */
    void pass(CodeElement element) {
        popped.clear();
        switch (element) {
            case LabelTarget target ->
                    enter(frames.get(target.label()), jumped.get(target.label()));
            case Instruction instruction when reached -> apply(instruction);
            default -> {}
        }
        place++;
    }

    /** What the element that was passed last took from the stack, the topmost first. */
    List<Value> popped() {
        return popped;
    }

    /** All values on the stack, the topmost last. */
    List<Value> stack() {
        return stack;
    }

    private void enter(@Nullable StackMapFrameInfo frame, @Nullable List<Value> before) {
        if (frame == null) {
            return;
        }
        List<Value> from = List.copyOf(stack);
        List<Value> known = before == null ? from : reached ? merge(before, from) : before;
        List<Value> typed = frame.stack().stream().map(this::of).toList();
        if (typed.size() != known.size()) {
            known.forEach(this::lose);
            known = typed;
        }
        reached = true;
        stack.clear();
        locals.clear();
        for (int i = 0; i < typed.size(); i++) {
            stack.add(typed.get(i).from(known.get(i).origin()));
        }
        for (VerificationTypeInfo each : frame.locals()) {
            Value value = of(each);
            locals.add(value);
            if (value.wide()) {
                locals.add(value);
            }
        }
    }

    private Value of(VerificationTypeInfo info) {
        return switch (info) {
            case ObjectVerificationTypeInfo object -> Value.of(object.classSymbol());
            case SimpleVerificationTypeInfo.LONG, SimpleVerificationTypeInfo.DOUBLE -> Value.WIDE;
            case SimpleVerificationTypeInfo.UNINITIALIZED_THIS -> Value.earlyThis(self);
            default -> Value.NARROW;
        };
    }

    private void apply(Instruction instruction) {
        switch (instruction) {
            case LoadInstruction load -> {
                Value value = local(load.slot(), load.typeKind());
                push(load.typeKind() == TypeKind.REFERENCE ? value.from(place) : value);
            }
            case StoreInstruction store -> store(store.slot(), pop().from(Value.NOWHERE));
            case ConstantInstruction constant -> push(of(constant));
            case FieldInstruction field -> apply(field);
            case InvokeInstruction call -> apply(call);
            case InvokeDynamicInstruction call -> call(call.typeSymbol());
            case NewObjectInstruction created ->
                    push(Value.reference(created.className().asInternalName()));
            case NewReferenceArrayInstruction created -> {
                pop();
                push(Value.of(created.componentType().asSymbol().arrayType()));
            }
            case NewPrimitiveArrayInstruction created -> {
                pop();
                push(Value.of(created.typeKind().upperBound().arrayType()));
            }
            case NewMultiArrayInstruction created -> {
                pop(created.dimensions());
                push(Value.of(created.arrayType().asSymbol()));
            }
            case TypeCheckInstruction check -> {
                pop();
                push(
                        check.opcode() == Opcode.CHECKCAST
                                ? Value.of(check.type().asSymbol()).from(place)
                                : Value.NARROW);
            }
            case ArrayLoadInstruction load -> {
                pop();
                Value array = pop();
                push(
                        load.typeKind() == TypeKind.REFERENCE
                                ? array.element()
                                : Value.of(load.typeKind()));
            }
            case ArrayStoreInstruction _ -> pop(3);
            case ConvertInstruction convert -> {
                pop();
                push(Value.of(convert.toType()));
            }
            case OperatorInstruction operator -> apply(operator);
            case StackInstruction change -> apply(change.opcode());
            case BranchInstruction branch -> apply(branch);
            case TableSwitchInstruction table -> {
                pop();
                jump(table.defaultTarget());
                table.cases().forEach(each -> jump(each.target()));
                end();
            }
            case LookupSwitchInstruction lookup -> {
                pop();
                jump(lookup.defaultTarget());
                lookup.cases().forEach(each -> jump(each.target()));
                end();
            }
            case ReturnInstruction result -> {
                if (result.typeKind() != TypeKind.VOID) {
                    pop();
                }
                end();
            }
            case ThrowInstruction _ -> {
                pop();
                end();
            }
            case MonitorInstruction _ -> pop();
            default -> {} // iinc and nop; jsr and ret are older than frames
        }
    }

    private void end() {
        reached = false;
        stack.clear();
    }

    private static Value of(ConstantInstruction constant) {
        return switch (constant.typeKind()) {
            case LONG, DOUBLE -> Value.WIDE;
            case REFERENCE -> {
                Object value = constant.constantValue();
                yield switch (value) {
                    case String text -> Value.constant("java/lang/String", text);
                    case ClassDesc type -> Value.constant("java/lang/Class", type);
                    default -> Value.NARROW;
                };
            }
            default -> Value.NARROW;
        };
    }

    private void apply(FieldInstruction field) {
        switch (field.opcode()) {
            case GETSTATIC -> push(Value.of(field.typeSymbol()));
            case PUTSTATIC -> pop();
            case GETFIELD -> {
                pop();
                push(Value.of(field.typeSymbol()));
            }
            default -> pop(2);
        }
    }

    private void apply(InvokeInstruction call) {
        MethodTypeDesc type = call.typeSymbol();
        pop(type.parameterCount());
        if (call.opcode() != Opcode.INVOKESTATIC) {
            Value receiver = pop();
            if (receiver.early() && call.name().equalsString(ConstantDescs.INIT_NAME)) {
                becomeInitialized(receiver.type());
            }
        }
        if (!type.returnType().equals(ConstantDescs.CD_void)) {
            push(Value.of(type.returnType()));
        }
    }

    private void becomeInitialized(@Nullable String type) {
        Value initialized = Value.reference(type);
        stack.replaceAll(each -> each.early() ? initialized : each);
        locals.replaceAll(each -> each.early() ? initialized : each);
    }

    private void call(MethodTypeDesc type) {
        pop(type.parameterCount());
        if (!type.returnType().equals(ConstantDescs.CD_void)) {
            push(Value.of(type.returnType()));
        }
    }

    private void apply(OperatorInstruction operator) {
        pop(
                switch (operator.opcode()) {
                    case INEG, LNEG, FNEG, DNEG, ARRAYLENGTH -> 1;
                    default -> 2;
                });
        push(
                switch (operator.opcode()) {
                    case LCMP, FCMPL, FCMPG, DCMPL, DCMPG, ARRAYLENGTH -> Value.NARROW;
                    default -> Value.of(operator.typeKind());
                });
    }

    private void apply(BranchInstruction branch) {
        switch (branch.opcode()) {
            case GOTO, GOTO_W -> {
                jump(branch.target());
                end();
                return;
            }
            case IF_ACMPEQ,
                    IF_ACMPNE,
                    IF_ICMPEQ,
                    IF_ICMPNE,
                    IF_ICMPLT,
                    IF_ICMPGE,
                    IF_ICMPGT,
                    IF_ICMPLE ->
                    pop(2);
            default -> pop();
        }
        jump(branch.target());
    }

    private void jump(Label to) {
        jumped.merge(to, List.copyOf(stack), this::merge);
    }

    /**
     * What is on the stack where two ways meet: a value has its origin still if it is one value.
     */
    private List<Value> merge(List<Value> one, List<Value> other) {
        List<Value> merged = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            Value value = one.get(i);
            if (i >= other.size() || other.get(i).origin() != value.origin()) {
                lose(value);
                if (i < other.size()) {
                    lose(other.get(i));
                }
                value = value.from(Value.NOWHERE);
            }
            merged.add(value);
        }
        return merged;
    }

    private void lose(Value value) {
        if (value.origin() != Value.NOWHERE) {
            lost.add(value.origin());
        }
    }

    /** The origins of values that met others, so that it is not known where they went. */
    Set<Integer> lost() {
        return lost;
    }

    private void apply(Opcode change) {
        switch (change) {
            case POP -> pop();
            case POP2 -> popSlots(2);
            case DUP -> duplicate(1, 0);
            case DUP_X1 -> duplicate(1, 1);
            case DUP_X2 -> duplicate(1, 2);
            case DUP2 -> duplicate(2, 0);
            case DUP2_X1 -> duplicate(2, 1);
            case DUP2_X2 -> duplicate(2, 2);
            case SWAP -> {
                Value top = pop();
                Value below = pop();
                push(top);
                push(below);
            }
            default -> throw new IllegalStateException("No change of the stack: " + change);
        }
    }

    /** Puts copies of the upper slots below the {@code skipped} slots that are under them. */
    private void duplicate(int slots, int skipped) {
        List<Value> upper = popSlots(slots);
        List<Value> between = popSlots(skipped);
        stack.addAll(upper);
        stack.addAll(between);
        stack.addAll(upper);
    }

    private List<Value> popSlots(int slots) {
        List<Value> popped = new ArrayList<>();
        for (int left = slots; left > 0; ) {
            Value value = pop();
            popped.addFirst(value);
            left -= value.wide() ? 2 : 1;
        }
        return popped;
    }

    private void push(Value value) {
        stack.add(value);
    }

    private Value pop() {
        Value value = stack.isEmpty() ? Value.NARROW : stack.removeLast();
        popped.add(value);
        return value;
    }

    private void pop(int values) {
        for (int i = 0; i < values; i++) {
            pop();
        }
    }

    private Value local(int slot, TypeKind kind) {
        if (kind != TypeKind.REFERENCE) {
            return Value.of(kind);
        }
        return slot < locals.size() ? locals.get(slot) : Value.NARROW;
    }

    private void store(int slot, Value value) {
        while (locals.size() <= slot + 1) {
            locals.add(Value.NARROW);
        }
        locals.set(slot, value);
        if (value.wide()) {
            locals.set(slot + 1, value);
        }
    }
}
