package dev.mayfly.weaver;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.LocalVariableType;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the results of {@code mapper.get(entity)} that need not be objects: all that a method does
 * with them is to access fields and to compare them with null. In their place it has the columns,
 * the row and its life in local variables, so nothing is allocated, whatever the JIT makes of it.
 *
 * <p>How it works: what reads and writes one variable is drawn together where a value can get from
 * the writing to the reading ({@link #join}). Such a group is one place in the new code. It is kept
 * only if all that is stored in it are such results or null, and all uses of what is loaded are
 * accesses and null tests. A value that waits on the stack while its group gets another one would
 * be given the other's row; a group in which that happens is not kept.
 *
 * <p>Why that is safe: an object that no use can hand on has no identity that anybody could see,
 * and as long as it would live its variables hold the same row.
 */
final class Rows {

    /** What has to be known of a kept group. */
    record Group(String component, int row, int life) {}

    private static final Rows NONE = new Rows();

    private final List<CodeElement> elements = new ArrayList<>();
    private final Map<Label, Integer> labels = new HashMap<>();

    /**
     * The group that an element belongs to, as a tree: each points to another, at last to itself.
     */
    private final Map<Integer, Integer> parents = new HashMap<>();

    private final Set<Integer> spoilt = new HashSet<>();

    /** The component of each cast that ends a {@code get}. */
    private final Map<Integer, String> sources = new HashMap<>();

    /** The cast that each {@code get} ends with, by the call. */
    private final Map<Integer, Integer> casts = new HashMap<>();

    /** Of each access: where its object was put on the stack. */
    private final Map<Integer, Integer> accesses = new HashMap<>();

    /** The kept groups, by their root. */
    private final Map<Integer, Group> kept = new HashMap<>();

    /** Of each variable whose group is kept, its component. */
    private final Map<Integer, Set<String>> slots = new HashMap<>();

    private final int firstFree;

    private Rows() {
        firstFree = -1;
    }

    private Rows(CodeModel code) {
        firstFree = code instanceof CodeAttribute attribute ? attribute.maxLocals() : -1;
        code.forEach(elements::add);
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof LabelTarget target) {
                labels.put(target.label(), i);
            }
        }
    }

    /** Of no method: everything stays an object. */
    static Rows none() {
        return NONE;
    }

    static Rows of(Program program, ClassModel model, MethodModel method) {
        CodeModel code = method.code().orElseThrow();
        Rows rows = new Rows(code);
        rows.findSources(program);
        if (!rows.sources.isEmpty() && rows.firstFree >= 0) {
            rows.followVariables(method);
            rows.followValues(
                    program, new Operands(model.thisClass().asInternalName(), method, code));
            rows.keep();
            if (!rows.kept.isEmpty()) {
                rows.spoilOverlapping(
                        new Operands(model.thisClass().asInternalName(), method, code));
            }
        }
        return rows;
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    /** A variable that is free for whoever has taken its value again before the next element. */
    int spare() {
        return firstFree;
    }

    /** The group whose value a call of {@code get} makes; null if that stays an object. */
    @Nullable Group madeBy(int call) {
        Integer cast = casts.get(call);
        return cast == null ? null : kept.get(root(cast));
    }

    /** The group whose variable an element sets to null; null if it does not. */
    @Nullable Group clearedBy(int store) {
        return !kept.isEmpty() && elements.get(store) instanceof StoreInstruction && isNull(store)
                ? kept.get(root(store))
                : null;
    }

    /** Whether an element is the cast behind such a call. */
    boolean isCast(int element) {
        return sources.containsKey(element) && kept.containsKey(root(element));
    }

    /** The group whose value an access to a field is made on; null if that is an object. */
    @Nullable Group accessedBy(int access) {
        Integer origin = accesses.get(access);
        return origin == null ? null : kept.get(root(origin));
    }

    /** Whether an element tells debuggers of a variable that holds no object now. */
    boolean describesGroup(CodeElement element) {
        return switch (element) {
            case LocalVariable variable ->
                    slots.getOrDefault(variable.slot(), Set.of())
                            .contains(Value.internalName(variable.typeSymbol()));
            case LocalVariableType variable -> slots.containsKey(variable.slot());
            default -> false;
        };
    }

    private void findSources(Program program) {
        int last = -1;
        for (int i = 0; i < elements.size(); i++) {
            if (!(elements.get(i) instanceof Instruction
                    || elements.get(i) instanceof LabelTarget)) {
                continue;
            }
            if (last >= 0
                    && elements.get(last) instanceof InvokeInstruction call
                    && isGet(call)
                    && elements.get(i) instanceof TypeCheckInstruction cast
                    && cast.opcode() == Opcode.CHECKCAST
                    && program.shape(cast.type().asInternalName()) != null) {
                sources.put(i, cast.type().asInternalName());
                casts.put(last, i);
            }
            last = i;
        }
    }

    private static boolean isGet(InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        return call.opcode() == Opcode.INVOKEVIRTUAL
                && (owner.equals(Names.COMPONENT_MAPPER)
                        || owner.equals(Names.BASE_COMPONENT_MAPPER))
                && call.name().equalsString("get")
                && (call.type().equalsString("(I)Lcom/artemis/Component;")
                        || call.type()
                                .equalsString("(Lcom/artemis/Entity;)Lcom/artemis/Component;"));
    }

    // --- variables

    private void followVariables(MethodModel method) {
        int parameters = method.flags().has(AccessFlag.STATIC) ? 0 : 1;
        for (var each : method.methodTypeSymbol().parameterList()) {
            parameters += TypeKind.from(each).slotSize();
        }
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof StoreInstruction store
                    && store.typeKind() == TypeKind.REFERENCE) {
                follow(i, store.slot());
            } else if (elements.get(i) instanceof LoadInstruction load
                    && load.slot() < parameters
                    && load.typeKind() == TypeKind.REFERENCE) {
                spoilt.add(i); // it may be the argument
            }
        }
    }

    /** Joins the writing of a variable with all that may read what was written. */
    private void follow(int store, int slot) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> ahead = new ArrayDeque<>();
        ahead.add(store + 1);
        while (!ahead.isEmpty()) {
            int at = ahead.remove();
            if (at >= elements.size() || !seen.add(at)) {
                continue;
            }
            CodeElement element = elements.get(at);
            if (element instanceof LoadInstruction load
                    && load.slot() == slot
                    && load.typeKind() == TypeKind.REFERENCE) {
                join(store, at);
            }
            if (!(element instanceof StoreInstruction other && overwrites(other, slot))) {
                addNext(at, element, ahead);
            }
            addHandlers(at, ahead);
        }
    }

    private int place(Label label) {
        return Objects.requireNonNull(labels.get(label), "A label that is bound nowhere");
    }

    private static boolean overwrites(StoreInstruction store, int slot) {
        return store.slot() == slot || (store.slot() == slot - 1 && store.typeKind().slotSize() == 2);
    }

    private void addNext(int at, CodeElement element, Deque<Integer> ahead) {
        switch (element) {
            case BranchInstruction branch -> {
                ahead.add(place(branch.target()));
                if (branch.opcode() != Opcode.GOTO && branch.opcode() != Opcode.GOTO_W) {
                    ahead.add(at + 1);
                }
            }
            case TableSwitchInstruction table -> {
                ahead.add(place(table.defaultTarget()));
                table.cases().forEach(each -> ahead.add(place(each.target())));
            }
            case LookupSwitchInstruction lookup -> {
                ahead.add(place(lookup.defaultTarget()));
                lookup.cases().forEach(each -> ahead.add(place(each.target())));
            }
            case ReturnInstruction _, ThrowInstruction _ -> {}
            default -> ahead.add(at + 1);
        }
    }

    private void addHandlers(int at, Deque<Integer> ahead) {
        for (CodeElement each : elements) {
            if (each instanceof ExceptionCatch caught
                    && place(caught.tryStart()) <= at
                    && at < place(caught.tryEnd())) {
                ahead.add(place(caught.handler()));
            } else if (each instanceof Instruction) {
                break; // they stand before the code
            }
        }
    }

    // --- values

    private void followValues(Program program, Operands operands) {
        for (int i = 0; i < elements.size(); i++) {
            CodeElement element = elements.get(i);
            boolean reached = operands.isReached();
            operands.pass(element);
            if (reached && !(element instanceof StackInstruction)) {
                List<Value> popped = operands.popped();
                for (int k = 0; k < popped.size(); k++) {
                    use(program, i, element, popped.get(k), k);
                }
            }
        }
        spoilt.addAll(operands.lost());
    }

    /** A value that was put on the stack at {@code value.origin()} is taken from it. */
    private void use(Program program, int at, CodeElement element, Value value, int depth) {
        int origin = value.origin();
        switch (element) {
            case StoreInstruction store when store.typeKind() == TypeKind.REFERENCE -> {
                if (sources.containsKey(origin) && isRightBehind(origin, at)) {
                    join(origin, at);
                } else if (!isNull(at)) {
                    spoilt.add(at);
                    spoil(origin);
                }
            }
            case FieldInstruction access when isAccess(program, access, depth) && origin >= 0 ->
                    accesses.put(at, origin);
            case BranchInstruction branch
                    when branch.opcode() == Opcode.IFNULL
                            || branch.opcode() == Opcode.IFNONNULL -> {}
            default -> spoil(origin);
        }
    }

    /** Whether a store follows a cast, or its value's copy; nothing can come between them. */
    private boolean isRightBehind(int cast, int store) {
        boolean copied = false;
        for (int i = cast + 1; i < store; i++) {
            CodeElement between = elements.get(i);
            if (between instanceof LabelTarget) {
                return false;
            }
            boolean isCopy =
                    between instanceof StackInstruction copy && copy.opcode() == Opcode.DUP;
            if (between instanceof Instruction && (copied || !isCopy)) {
                return false;
            }
            copied |= between instanceof Instruction;
        }
        return true;
    }

    private void spoil(int origin) {
        if (origin != Value.NOWHERE) {
            spoilt.add(origin);
        }
    }

    /** Whether a store stores the constant right before it, which is null. */
    private boolean isNull(int store) {
        for (int i = store - 1; i >= 0; i--) {
            CodeElement before = elements.get(i);
            if (before instanceof Instruction || before instanceof LabelTarget) {
                return before instanceof ConstantInstruction constant
                        && constant.opcode() == Opcode.ACONST_NULL;
            }
        }
        return false;
    }

    private static boolean isAccess(Program program, FieldInstruction access, int depth) {
        int object = access.opcode() == Opcode.GETFIELD ? 0 : 1;
        return (access.opcode() == Opcode.GETFIELD || access.opcode() == Opcode.PUTFIELD)
                && depth == object
                && program.shape(access.owner().asInternalName()) != null
                && program.column(
                                access.owner().asInternalName(),
                                access.name().stringValue(),
                                access.type().stringValue())
                        != null;
    }

    // --- groups

    private int root(int element) {
        int root = element;
        for (int parent = parents.getOrDefault(root, root);
                parent != root;
                parent = parents.getOrDefault(root, root)) {
            root = parent;
        }
        return root;
    }

    private void join(int one, int other) {
        parents.put(root(one), root(other));
    }

    private void keep() {
        Map<Integer, String> types = new HashMap<>();
        Set<Integer> bad = new HashSet<>();
        spoilt.forEach(each -> bad.add(root(each)));
        sources.forEach(
                (source, type) -> {
                    String known = types.putIfAbsent(root(source), type);
                    if (known != null && !known.equals(type)) {
                        bad.add(root(source));
                    }
                });
        // An access may be made by the name of a class that extends the component.
        accesses.forEach(
                (access, origin) -> {
                    String type = types.get(root(origin));
                    if (type != null
                            && !((FieldInstruction) elements.get(access))
                                    .owner()
                                    .asInternalName()
                                    .equals(type)) {
                        bad.add(root(origin));
                    }
                });
        spoilThoseOfTwoVariables(bad);
        int free = firstFree + 1;
        for (Map.Entry<Integer, String> each : types.entrySet()) {
            if (!bad.contains(each.getKey())) {
                kept.put(each.getKey(), new Group(each.getValue(), free, free + 1));
                free += 2;
            }
        }
        for (int i = 0; i < elements.size(); i++) {
            Group group = kept.get(root(i));
            if (group != null && elements.get(i) instanceof StoreInstruction store) {
                slots.computeIfAbsent(store.slot(), _ -> new HashSet<>()).add(group.component());
            }
        }
    }

    /** Of two variables one may get another row while the other has its own still. */
    private void spoilThoseOfTwoVariables(Set<Integer> bad) {
        Map<Integer, Integer> variables = new HashMap<>();
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof StoreInstruction store) {
                Integer known = variables.putIfAbsent(root(i), store.slot());
                if (known != null && known != store.slot()) {
                    bad.add(root(i));
                }
            }
        }
    }

    private void spoilOverlapping(Operands operands) {
        for (int i = 0; i < elements.size(); i++) {
            if (casts.containsKey(i)) {
                int root = root(casts.get(i));
                if (operands.stack().stream()
                        .anyMatch(
                                value ->
                                        value.origin() != Value.NOWHERE
                                                && root(value.origin()) == root)) {
                    kept.remove(root);
                }
            }
            operands.pass(elements.get(i));
        }
    }
}
