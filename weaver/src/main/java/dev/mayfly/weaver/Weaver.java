package dev.mayfly.weaver;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Interfaces;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Weaves classes of a program, one after the other; each is verified before it is handed out. */
final class Weaver {

    private final Program program;
    private final Findings findings;
    private final boolean withRows;

    /**
     * @param withRows whether a method has rows in the place of objects where it can; debuggers do
     *     not show such variables
     */
    Weaver(Program program, Findings findings, boolean withRows) {
        this.program = program;
        this.findings = findings;
        this.withRows = withRows;
    }

    /**
     * The class as it is to be; null where it stays as it is, also if it cannot be woven, which the
     * findings say then.
     */
    byte @Nullable [] weave(ClassModel model) {
        String name = model.thisClass().asInternalName();
        Shape shape = program.shape(name);
        MemberUses uses = new MemberUses(program, name);
        ComponentWeaver component =
                shape == null || shape.woven() ? null : new ComponentWeaver(program, shape, model);
        SystemLoop loop = SystemLoop.of(program, model);
        if (component == null && loop == null && !changes(model, uses)) {
            return null;
        }
        Rows rows = loop == null ? Rows.none() : rowsOf(model, loop.process());
        SystemWeaver system =
                loop == null
                        ? null
                        : new SystemWeaver(loop, model, uses, new RowUses(program, rows), rows);
        try {
            byte[] woven =
                    program.files()
                            .transformClass(model, new Change(model, uses, component, system));
            return verify(model, woven) ? woven : null;
        } catch (MethodRefusedException refused) {
            refuse(model, refused.method, refused.getCause());
        } catch (IllegalArgumentException | IllegalStateException refused) {
            refuse(model, "", refused);
        }
        return null;
    }

    /** The classes that stand beside a component that is to be woven, by name. */
    Map<String, byte[]> beside(ClassModel model) {
        Map<String, byte[]> beside = new LinkedHashMap<>();
        Shape shape = program.shape(model.thisClass().asInternalName());
        if (shape != null) {
            GeneratedClasses generated = new GeneratedClasses(program, shape, model);
            beside.put(shape.columnsClass(), generated.columns());
            beside.put(shape.mapperClass(), generated.mapper());
            beside.values().forEach(each -> verify(model, each));
        }
        return beside;
    }

    private static boolean changes(ClassModel model, MemberUses uses) {
        return model.methods().stream().anyMatch(each -> changes(model, each, uses));
    }

    private static boolean changes(ClassModel model, MethodModel method, MemberUses uses) {
        CodeModel code = method.code().orElse(null);
        if (code == null) {
            return false;
        }
        Operands operands = new Operands(model.thisClass().asInternalName(), method, code);
        for (CodeElement each : code) {
            if (uses.concerns(each, operands)) {
                return true;
            }
            operands.pass(each);
        }
        return false;
    }

    /** The rows that a method has in the place of objects. */
    private Rows rowsOf(ClassModel model, MethodModel method) {
        return withRows ? Rows.of(program, model, method) : Rows.none();
    }

    private boolean verify(ClassModel model, byte[] woven) {
        List<VerifyError> refused = program.files().verify(woven);
        for (VerifyError each : refused) {
            findings.error(
                    model,
                    0,
                    "",
                    "Woven, the class would not pass the JVM's verifier, so it was left as it"
                            + " is. Please report this. "
                            + each.getMessage());
        }
        return refused.isEmpty();
    }

    private void refuse(ClassModel model, String member, @Nullable Throwable why) {
        String message = why == null ? "" : String.valueOf(why.getMessage());
        findings.error(
                model,
                0,
                member,
                message.contains("Could not resolve class")
                        ? message
                                + ". Put the jar that has it on the class path that the weaver is"
                                + " given."
                        : "It cannot be woven, and was left as it is: " + message);
    }

    /** Says in which method something went wrong. */
    private static final class MethodRefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String method;

        MethodRefusedException(MethodModel method, RuntimeException cause) {
            super(cause);
            this.method = method.methodName().stringValue();
        }
    }

    private static boolean isConstructor(MethodModel method) {
        return method.methodName().equalsString(ConstantDescs.INIT_NAME);
    }

    /** A constructor's code behind what guards the component against reflection. */
    private record Guarded(ComponentWeaver component, CodeTransform changing)
            implements CodeTransform {

        @Override
        public void atStart(CodeBuilder code) {
            component.writeGuard(code);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            changing.accept(code, element);
        }
    }

    /** Of one class. */
    private final class Change implements ClassTransform {

        private final ClassModel model;
        private final MemberUses uses;
        private final @Nullable ComponentWeaver component;
        private final @Nullable SystemWeaver system;

        Change(
                ClassModel model,
                MemberUses uses,
                @Nullable ComponentWeaver component,
                @Nullable SystemWeaver system) {
            this.model = model;
            this.uses = uses;
            this.component = component;
            this.system = system;
        }

        @Override
        public void accept(ClassBuilder woven, ClassElement element) {
            switch (element) {
                case MethodModel method
                        when (component != null && isConstructor(method))
                                || changes(model, method, uses) ->
                        change(woven, method);
                case FieldModel field when component != null && Program.isInstanceField(field) ->
                        component.replaceField(woven, field);
                case Interfaces _ when component != null || system != null -> {}
                default -> woven.with(element);
            }
        }

        private void change(ClassBuilder woven, MethodModel method) {
            try {
                woven.transformMethod(
                        method,
                        MethodTransform.transformingCode(
                                CodeTransform.ofStateful(() -> changing(method))));
            } catch (IllegalArgumentException | IllegalStateException refused) {
                throw new MethodRefusedException(method, refused);
            }
        }

        private CodeTransform changing(MethodModel method) {
            Operands operands =
                    new Operands(
                            model.thisClass().asInternalName(),
                            method,
                            method.code().orElseThrow());
            RowUses rows = new RowUses(program, rowsOf(model, method));
            int[] place = {0};
            CodeTransform changing =
                    (code, element) -> {
                        if (!rows.write(code, place[0]++, element)) {
                            uses.write(code, element, operands);
                        }
                        operands.pass(element);
                    };
            return component != null && isConstructor(method)
                    ? new Guarded(component, changing)
                    : changing;
        }

        @Override
        public void atEnd(ClassBuilder woven) {
            List<ClassEntry> interfaces = new ArrayList<>(model.interfaces());
            if (component != null) {
                interfaces.add(entry(woven, Names.WOVEN_COMPONENT));
                component.addMembers(woven);
            }
            if (system != null) {
                interfaces.add(entry(woven, Names.WOVEN_TURN));
                system.addMembers(woven);
            }
            if (component != null || system != null) {
                woven.withInterfaces(interfaces);
            }
        }

        private static ClassEntry entry(ClassBuilder woven, String name) {
            return woven.constantPool().classEntry(woven.constantPool().utf8Entry(name));
        }
    }
}
