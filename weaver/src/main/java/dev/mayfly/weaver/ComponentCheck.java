package dev.mayfly.weaver;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.util.function.Predicate;

/** Whether a class that is marked {@code @Columns} can be woven; what cannot is said. */
final class ComponentCheck {

    private static final String SOA_COMPONENT = "dev/mayfly/ecs/SoaComponent";
    private static final String SERIALIZABLE = "java/io/Serializable";

    private final Program program;
    private final Findings findings;

    ComponentCheck(Program program, Findings findings) {
        this.program = program;
        this.findings = findings;
    }

    boolean check(ClassModel model) {
        String name = model.thisClass().asInternalName();
        if (!parentsAreKnown(model)) {
            return false;
        }
        if (!program.isOrExtends(name, Names.ARTEMIS_COMPONENT)) {
            findings.warning(
                    model,
                    firstLine(model),
                    "",
                    "@Columns does nothing here: the class does not extend com.artemis.Component."
                            + " As the type of a component's field it stays an object.");
            return false;
        }
        return !isColumnsAlready(model)
                && isConcrete(model)
                && parentsAreBare(model)
                && namesAreFree(model)
                && tellOfLosses(model);
    }

    private boolean parentsAreKnown(ClassModel model) {
        for (String each = program.parent(model.thisClass().asInternalName());
                each != null && !each.equals(Names.ARTEMIS_COMPONENT);
                each = program.parent(each)) {
            if (program.model(each) == null) {
                error(
                        model,
                        "",
                        "Its parent "
                                + Names.readable(each)
                                + " is not on the class path that the weaver is given; add it.");
                return false;
            }
        }
        return true;
    }

    private boolean isColumnsAlready(ClassModel model) {
        if (!program.isOrExtends(model.thisClass().asInternalName(), SOA_COMPONENT)) {
            return false;
        }
        error(model, "", "A SoaComponent consists of columns already; take @Columns away.");
        return true;
    }

    private boolean isConcrete(ClassModel model) {
        if (model.flags().has(AccessFlag.ABSTRACT)) {
            error(
                    model,
                    "",
                    "An abstract class is no component type; put @Columns on the classes that"
                            + " extend it.");
            return false;
        }
        if (!hasPlainConstructor(model)) {
            error(
                    model,
                    "",
                    "A component needs a constructor without parameters; add one, and make the"
                            + " class static if it is nested.");
            return false;
        }
        return true;
    }

    private boolean parentsAreBare(ClassModel model) {
        String self = model.thisClass().asInternalName();
        for (String each = program.parent(self);
                each != null && !each.equals(Names.ARTEMIS_COMPONENT);
                each = program.parent(each)) {
            ClassModel parent = program.model(each);
            if (parent == null) {
                return false;
            }
            if (program.shape(each) != null) {
                error(
                        model,
                        "",
                        "Its parent "
                                + Names.readable(each)
                                + " is woven too. Leave @Columns on one of the two, or move what"
                                + " they share to a parent without fields.");
                return false;
            }
            for (FieldModel field : parent.fields()) {
                if (Program.isInstanceField(field)) {
                    error(
                            model,
                            "",
                            "Its parent "
                                    + Names.readable(each)
                                    + " has the field "
                                    + field.fieldName().stringValue()
                                    + ", which would not be in a column. Move the field into this"
                                    + " class, or take @Columns away.");
                    return false;
                }
            }
            if (!hasPlainConstructor(parent)) {
                error(
                        model,
                        "",
                        "Its parent "
                                + Names.readable(each)
                                + " needs a constructor without parameters, which views call; add"
                                + " one.");
                return false;
            }
        }
        return true;
    }

    private boolean namesAreFree(ClassModel model) {
        String self = model.thisClass().asInternalName();
        for (String end : new String[] {Names.COLUMNS_CLASS, Names.MAPPER_CLASS}) {
            ClassModel taken = program.model(self + end);
            if (taken != null && !taken.flags().has(AccessFlag.SYNTHETIC)) {
                error(
                        model,
                        "",
                        "Its nested class "
                                + end.substring(1)
                                + " stands where the weaver puts its own; rename it.");
                return false;
            }
        }
        return true;
    }

    private boolean tellOfLosses(ClassModel model) {
        for (FieldModel each : model.fields()) {
            if (Program.isInstanceField(each) && each.flags().has(AccessFlag.VOLATILE)) {
                String field = each.fieldName().stringValue();
                findings.warning(
                        model,
                        lineOf(model, field),
                        field,
                        "A column is not volatile: other threads may not see what is written.");
            }
        }
        if (model.interfaces().stream()
                .anyMatch(each -> each.asInternalName().equals(SERIALIZABLE))) {
            findings.warning(
                    model,
                    firstLine(model),
                    "",
                    "Java serialization does not see columns: the component is written without"
                            + " its values. Write a world by a snapshot or as JSON.");
        }
        return true;
    }

    private void error(ClassModel model, String member, String message) {
        findings.error(model, firstLine(model), member, message);
    }

    static boolean hasPlainConstructor(ClassModel model) {
        return model.methods().stream()
                .anyMatch(
                        each ->
                                each.methodName().equalsString(ConstantDescs.INIT_NAME)
                                        && each.methodType().equalsString("()V"));
    }

    /** The line at which a field gets its first value; that of the class where it gets none. */
    static int lineOf(ClassModel model, String field) {
        int line =
                line(
                        model,
                        element ->
                                element instanceof FieldInstruction access
                                        && access.name().equalsString(field)
                                        && access.owner().name().equals(model.thisClass().name()));
        return line == 0 ? firstLine(model) : line;
    }

    /** The first line that is known: near where the class begins. */
    static int firstLine(ClassModel model) {
        return line(model, element -> element instanceof LineNumber);
    }

    private static int line(ClassModel model, Predicate<CodeElement> wanted) {
        for (MethodModel method : model.methods()) {
            CodeModel code = method.code().orElse(null);
            if (code == null) {
                continue;
            }
            int line = 0;
            for (CodeElement each : code) {
                if (each instanceof LineNumber number) {
                    line = number.line();
                }
                if (wanted.test(each)) {
                    return line;
                }
            }
        }
        return 0;
    }
}
