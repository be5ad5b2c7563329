package dev.mayfly.weaver;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The classes that belong together: those to be woven and those that they refer to. Reads class
 * files and loads no class. Not for concurrent use.
 */
final class Program implements ClassHierarchyResolver {

    private final ClassSource classes;
    private final Predicate<String> toBeWoven;
    private final Findings findings;
    private final Map<String, Optional<ClassModel>> models = new HashMap<>();
    private final Map<String, Optional<Shape>> shapes = new HashMap<>();

    /**
     * @param classes all of them
     * @param toBeWoven of those, by name
     * @param findings what is wrong with components goes there
     */
    Program(ClassSource classes, Predicate<String> toBeWoven, Findings findings) {
        this.classes = classes;
        this.toBeWoven = toBeWoven;
        this.findings = findings;
    }

    /** Parses, and looks up what it has to know of other classes here. */
    ClassFile files() {
        return ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(this));
    }

    @Nullable ClassModel model(String name) {
        Optional<ClassModel> known = models.get(name);
        if (known == null) {
            byte[] bytes = classes.find(name);
            known = Optional.ofNullable(bytes).map(each -> parse(name, each));
            models.put(name, known);
        }
        return known.orElse(null);
    }

    private static ClassModel parse(String name, byte[] bytes) {
        try {
            return ClassFile.of().parse(bytes);
        } catch (RuntimeException e) {
            throw new WeavingException(
                    "The class file of " + Names.readable(name) + " cannot be read: " + e, e);
        }
    }

    /** The parent of a class; null of {@code Object}, interfaces, and what is not found. */
    @Nullable String parent(String name) {
        ClassModel model = model(name);
        return model == null
                ? null
                : model.superclass().map(ClassEntry::asInternalName).orElse(null);
    }

    boolean isOrExtends(String name, String ancestor) {
        for (String each = name; each != null; each = parent(each)) {
            if (each.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }

    /** The shape of a component whose fields are columns; null of every other class. */
    @Nullable Shape shape(String name) {
        if (name.startsWith("java/") || name.startsWith("[")) {
            return null;
        }
        Optional<Shape> known = shapes.get(name);
        if (known == null) {
            known = Optional.ofNullable(findShape(name));
            shapes.put(name, known);
        }
        return known.orElse(null);
    }

    private @Nullable Shape findShape(String name) {
        ClassModel model = model(name);
        if (model == null) {
            return null;
        }
        Annotation annotation = annotation(model, Names.ANNOTATION);
        if (annotation == null) {
            return null;
        }
        if (isWoven(model)) {
            return new Shape(name, wovenColumns(model), true, isCanonical(annotation));
        }
        if (!toBeWoven.test(name)) {
            return null;
        }
        return new ComponentCheck(this, findings).check(model)
                ? new Shape(name, columns(model), false, isCanonical(annotation))
                : null;
    }

    /** Whether a component's fields are in columns already. */
    static boolean isWoven(ClassModel model) {
        return model.interfaces().stream()
                .anyMatch(each -> each.asInternalName().equals(Names.WOVEN_COMPONENT));
    }

    static @Nullable Annotation annotation(ClassModel model, String descriptor) {
        return model.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(all -> all.annotations().stream())
                .filter(each -> each.className().equalsString(descriptor))
                .findFirst()
                .orElse(null);
    }

    private static boolean isCanonical(Annotation annotation) {
        for (AnnotationElement each : annotation.elements()) {
            if (each.name().equalsString("canonical")
                    && each.value() instanceof AnnotationValue.OfBoolean value) {
                return value.booleanValue();
            }
        }
        return false;
    }

    private static List<ColumnField> columns(ClassModel model) {
        List<ColumnField> columns = new ArrayList<>();
        for (FieldModel each : model.fields()) {
            if (isInstanceField(each)) {
                columns.add(
                        new ColumnField(each.fieldName().stringValue(), each.fieldTypeSymbol()));
            }
        }
        return List.copyOf(columns);
    }

    /** What {@code x$get()} returns, {@code x} was. */
    private static List<ColumnField> wovenColumns(ClassModel model) {
        List<ColumnField> columns = new ArrayList<>();
        for (FieldModel each : model.fields()) {
            String field = each.fieldName().stringValue();
            if (isInstanceField(each) && field.endsWith(Names.OWN)) {
                String name = field.substring(0, field.length() - Names.OWN.length());
                columns.add(new ColumnField(name, accessedType(model, name)));
            }
        }
        return List.copyOf(columns);
    }

    private static ClassDesc accessedType(ClassModel model, String field) {
        return model.methods().stream()
                .filter(each -> each.methodName().equalsString(field + Names.GETTER))
                .findFirst()
                .orElseThrow()
                .methodTypeSymbol()
                .returnType();
    }

    static boolean isInstanceField(FieldModel field) {
        return !field.flags().has(AccessFlag.STATIC);
    }

    /**
     * The column that an access leads to, by the rules of the JVM; null if it leads to something
     * else.
     */
    @Nullable ColumnField column(String owner, String field, String descriptor) {
        for (String each = owner; each != null; each = parent(each)) {
            Shape shape = shape(each);
            ColumnField column = shape == null ? null : shape.column(field, descriptor);
            if (column != null) {
                return column;
            }
            if (each.equals(Names.ARTEMIS_COMPONENT) || declares(each, field, descriptor)) {
                return null;
            }
        }
        return null;
    }

    /** Whether there is such a field in a component, or a parent of it, and it is no column. */
    boolean isPlainField(String owner, ColumnField field) {
        String descriptor = field.type().descriptorString();
        for (String each = owner; each != null; each = parent(each)) {
            if (shape(each) != null) {
                return false;
            }
            if (declares(each, field.name(), descriptor)) {
                return isOrExtends(owner, Names.ARTEMIS_COMPONENT);
            }
        }
        return false;
    }

    /** Whether a component, or a parent of it below Artemis' own, has a method. */
    boolean declaresBelowComponent(String name, String method, String descriptor) {
        for (String each = name;
                each != null && !each.equals(Names.ARTEMIS_COMPONENT);
                each = parent(each)) {
            ClassModel known = model(each);
            if (known != null
                    && known.methods().stream()
                            .anyMatch(
                                    it ->
                                            it.methodName().equalsString(method)
                                                    && it.methodType().equalsString(descriptor))) {
                return true;
            }
        }
        return false;
    }

    private boolean declares(String name, String field, String descriptor) {
        ClassModel model = model(name);
        return model != null
                && model.fields().stream()
                        .anyMatch(
                                each ->
                                        each.fieldName().equalsString(field)
                                                && each.fieldType().equalsString(descriptor));
    }

    @Override
    public @Nullable ClassHierarchyInfo getClassInfo(ClassDesc type) {
        String descriptor = type.descriptorString();
        String name = descriptor.substring(1, descriptor.length() - 1);
        if (name.endsWith(Names.COLUMNS_CLASS)
                && shape(withoutEnd(name, Names.COLUMNS_CLASS)) != null) {
            return ClassHierarchyInfo.ofClass(Names.WOVEN_COLUMNS);
        }
        if (name.endsWith(Names.MAPPER_CLASS)
                && shape(withoutEnd(name, Names.MAPPER_CLASS)) != null) {
            return ClassHierarchyInfo.ofClass(Names.WOVEN_MAPPER);
        }
        ClassModel model = model(name);
        if (model == null) {
            return null;
        }
        return model.flags().has(AccessFlag.INTERFACE)
                ? ClassHierarchyInfo.ofInterface()
                : ClassHierarchyInfo.ofClass(
                        model.superclass().map(ClassEntry::asSymbol).orElse(null));
    }

    private static String withoutEnd(String name, String end) {
        return name.substring(0, name.length() - end.length());
    }
}
