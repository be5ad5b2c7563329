package dev.mayfly.weaver;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds what does not hold for components that are seen through views, and fields that are columns:
 * identity, locks, reflection. What it finds it says; the code stays as it is.
 */
final class Doubts {

    private static final String WHY =
            " Each get makes a new view of the entity's row, so two views of one component are two"
                    + " objects.";
    private static final String REMEDY =
            " Compare entity ids, or have one view an entity by @Columns(canonical = true).";

    private static final Set<String> REFLECTION =
            Set.of(
                    "java/lang/Class",
                    "java/lang/invoke/MethodHandles$Lookup",
                    "java/util/concurrent/atomic/AtomicIntegerFieldUpdater",
                    "java/util/concurrent/atomic/AtomicLongFieldUpdater",
                    "java/util/concurrent/atomic/AtomicReferenceFieldUpdater",
                    "com/artemis/utils/reflect/ClassReflection",
                    "com/badlogic/gdx/utils/reflect/ClassReflection");

    private final Program program;
    private final Findings findings;

    Doubts(Program program, Findings findings) {
        this.program = program;
        this.findings = findings;
    }

    void look(ClassModel model) {
        for (MethodModel method : model.methods()) {
            method.code().ifPresent(code -> new Reading(model, method, code).read());
        }
    }

    /** Of one method. */
    private final class Reading {

        private final ClassModel model;
        private final MethodModel method;
        private final CodeModel code;
        private final Operands operands;
        private int line;

        Reading(ClassModel model, MethodModel method, CodeModel code) {
            this.model = model;
            this.method = method;
            this.code = code;
            operands = new Operands(model.thisClass().asInternalName(), method, code);
        }

        void read() {
            for (CodeElement each : code) {
                if (each instanceof LineNumber number) {
                    line = number.line();
                }
                if (operands.isReached()) {
                    look(each);
                }
                operands.pass(each);
            }
        }

        private void look(CodeElement element) {
            switch (element) {
                case MonitorInstruction monitor
                        when monitor.opcode() == Opcode.MONITORENTER && isWoven(operands.at(0)) ->
                        warn(
                                "This locks a view of "
                                        + name(operands.at(0))
                                        + ", and nobody else locks the same one."
                                        + WHY
                                        + " Lock another object.");
                case InvokeInstruction call -> called(call);
                default -> {}
            }
        }

        private void called(InvokeInstruction call) {
            String owner = call.owner().asInternalName();
            List<Value> values = values(call);
            if (REFLECTION.contains(owner)) {
                reflected(call, values);
            } else if (owner.equals("java/util/IdentityHashMap")
                    || (owner.equals("java/lang/System")
                            && call.name().equalsString("identityHashCode"))) {
                values.stream()
                        .skip(call.opcode() == Opcode.INVOKESTATIC ? 0 : 1)
                        .filter(this::isView)
                        .findFirst()
                        .ifPresent(
                                view ->
                                        warn(
                                                "This uses the identity of a component of type "
                                                        + name(view)
                                                        + "."
                                                        + WHY
                                                        + REMEDY));
            }
        }

        private void reflected(InvokeInstruction call, List<Value> values) {
            for (Value each : values) {
                Shape shape =
                        each.constant() instanceof ClassDesc type && type.isClassOrInterface()
                                ? program.shape(Value.internalName(type))
                                : null;
                if (shape != null) {
                    reflected(call, shape, values);
                }
            }
        }

        private void reflected(InvokeInstruction call, Shape shape, List<Value> values) {
            String type = Names.readable(shape.name());
            if (call.name().equalsString("getFields")
                    || call.name().equalsString("getDeclaredFields")) {
                warn(
                        "This reads the fields of "
                                + type
                                + " by reflection; they are columns now, and what it finds has no"
                                + " values. Call methods of the component.");
            }
            for (ColumnField column : shape.columns()) {
                if (values.stream().anyMatch(each -> column.name().equals(each.constant()))) {
                    warn(
                            "This accesses the field "
                                    + column.name()
                                    + " of "
                                    + type
                                    + " by reflection or by a handle; it is a column now, and that"
                                    + " has no values. Use the field directly, or take @Columns"
                                    + " away.");
                }
            }
        }

        /** The object that it is called on, where there is one, and the arguments. */
        private List<Value> values(InvokeInstruction call) {
            int count =
                    call.typeSymbol().parameterCount()
                            + (call.opcode() == Opcode.INVOKESTATIC ? 0 : 1);
            List<Value> values = new ArrayList<>();
            for (int depth = count - 1; depth >= 0; depth--) {
                values.add(operands.at(depth));
            }
            return values;
        }

        private boolean isWoven(Value value) {
            return value.type() != null && program.shape(value.type()) != null;
        }

        /** Whether there may be two objects of it. */
        private boolean isView(Value value) {
            Shape shape = value.type() == null ? null : program.shape(value.type());
            return shape != null && !shape.canonical();
        }

        private String name(Value value) {
            return value.type() == null ? "" : Names.readable(value.type());
        }

        private void warn(String message) {
            findings.warning(model, line, method.methodName().stringValue(), message);
        }
    }
}
