package dev.mayfly.weaver;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the weaver found out about a system that goes through its entities one by one: which of its
 * calls {@code mapper.get(entity)} may take a view without looking at presence, since the system's
 * aspect requires the component. Whether it really does is asked when the program runs.
 *
 * <p>The calls are those that get the parameter of {@code process}, which is never written, right
 * before, and cast the result to a woven component right after.
 */
final class SystemLoop {

    private static final String ITERATING = "com/artemis/systems/IteratingSystem";
    private static final String INTERVAL_ITERATING = "com/artemis/systems/IntervalIteratingSystem";
    private static final String ENTITY_PROCESSING = "com/artemis/systems/EntityProcessingSystem";
    private static final String ALL = "Lcom/artemis/annotations/All;";

    private static final int PARAMETER = 1;

    private final Program program;
    private final ClassModel model;
    private final MethodModel process;
    private final boolean byEntity;

    /** The component of each call that becomes one of {@code at}, by its place in the code. */
    private final Map<Integer, String> views = new HashMap<>();

    /** Loads of the parameter whose one use is to name an entity to a mapper, and those uses. */
    private final Set<Integer> named = new HashSet<>();

    private final Set<String> types = new LinkedHashSet<>();
    private boolean entityIsUsed;

    private SystemLoop(Program program, ClassModel model, MethodModel process, boolean byEntity) {
        this.program = program;
        this.model = model;
        this.process = process;
        this.byEntity = byEntity;
    }

    /** Null where a class is no such system, or has nothing to gain. */
    static @Nullable SystemLoop of(Program program, ClassModel model) {
        String kind = kind(program, model);
        if (kind == null || hasTurn(model)) {
            return null;
        }
        boolean byEntity = kind.equals(ENTITY_PROCESSING);
        MethodModel process = process(model, byEntity ? "(L" + Names.ENTITY + ";)V" : "(I)V");
        if (process == null) {
            return null;
        }
        SystemLoop loop = new SystemLoop(program, model, process, byEntity);
        loop.read(process.code().orElseThrow());
        return loop.views.isEmpty() ? null : loop;
    }

    /** The class of Artemis whose loop it is; null where a class in between has one of its own. */
    private static @Nullable String kind(Program program, ClassModel model) {
        String each = model.thisClass().asInternalName();
        while (each != null && !each.startsWith("java/")) {
            switch (each) {
                case ITERATING, INTERVAL_ITERATING, ENTITY_PROCESSING -> {
                    return each;
                }
                default -> {}
            }
            ClassModel known = program.model(each);
            if (known == null
                    || declares(known, "processSystem", "()V")
                    || declares(known, "getEntities", "()Lcom/artemis/utils/Bag;")) {
                return null;
            }
            each = program.parent(each);
        }
        return null;
    }

    private static boolean hasTurn(ClassModel model) {
        return declares(model, Names.TURN, "()V");
    }

    private static boolean declares(ClassModel model, String name, String type) {
        return model.methods().stream()
                .anyMatch(
                        each ->
                                each.methodName().equalsString(name)
                                        && each.methodType().equalsString(type));
    }

    private static @Nullable MethodModel process(ClassModel model, String type) {
        return model.methods().stream()
                .filter(
                        each ->
                                each.methodName().equalsString("process")
                                        && each.methodType().equalsString(type)
                                        && each.code().isPresent()
                                        && !each.flags().has(AccessFlag.SYNCHRONIZED)
                                        && !each.flags().has(AccessFlag.STATIC))
                .findFirst()
                .orElse(null);
    }

    private void read(CodeModel code) {
        List<Place> places = places(code);
        if (places.stream().anyMatch(each -> writesParameter(each.element()))) {
            return;
        }
        Set<String> required = required();
        for (int i = 0; i < places.size(); i++) {
            if (!isLoadOfParameter(places.get(i).element())) {
                continue;
            }
            Place use = places.get(i + 1);
            if (!(use.element() instanceof InvokeInstruction call) || !isNaming(call)) {
                entityIsUsed = true;
                continue;
            }
            named.add(places.get(i).index());
            named.add(use.index());
            if (call.name().equalsString("get")) {
                addView(use.index(), places.get(i + 2).element(), required);
            }
        }
    }

    private void addView(int call, CodeElement next, @Nullable Set<String> required) {
        if (next instanceof TypeCheckInstruction cast && cast.opcode() == Opcode.CHECKCAST) {
            String type = cast.type().asInternalName();
            if (program.shape(type) != null && (required == null || required.contains(type))) {
                views.put(call, type);
                types.add(type);
            }
        }
    }

    /**
     * An element of the code.
     *
     * @param index its place among all elements, as the code gives them
     */
    private record Place(int index, CodeElement element) {}

    private static List<Place> places(CodeModel code) {
        List<Place> places = new ArrayList<>();
        int index = 0;
        for (CodeElement each : code) {
            if (each instanceof Instruction || each instanceof LabelTarget) {
                places.add(new Place(index, each));
            }
            index++;
        }
        return places;
    }

    private static boolean writesParameter(CodeElement element) {
        return switch (element) {
            case StoreInstruction store -> store.slot() == PARAMETER;
            case IncrementInstruction increment -> increment.slot() == PARAMETER;
            default -> false;
        };
    }

    private static boolean isLoadOfParameter(CodeElement element) {
        return element instanceof LoadInstruction load && load.slot() == PARAMETER;
    }

    /** Whether a call takes the entity as its last argument, and could take its id as well. */
    private boolean isNaming(InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        String type = call.type().stringValue();
        if (byEntity && owner.equals(Names.ENTITY)) {
            return call.name().equalsString("getId");
        }
        if (!owner.equals(Names.COMPONENT_MAPPER) && !owner.equals(Names.BASE_COMPONENT_MAPPER)) {
            return false;
        }
        return switch (call.name().stringValue()) {
            case "get", "has", "create", "remove" ->
                    type.startsWith(byEntity ? "(L" + Names.ENTITY + ";)" : "(I)");
            default -> false;
        };
    }

    /** What the class's annotation says that entities have; null where there is none. */
    private @Nullable Set<String> required() {
        Annotation all = Program.annotation(model, ALL);
        return all == null ? null : classes(all);
    }

    private static Set<String> classes(Annotation all) {
        Set<String> classes = new LinkedHashSet<>();
        for (AnnotationElement each : all.elements()) {
            if (each.value() instanceof AnnotationValue.OfArray array) {
                for (AnnotationValue value : array.values()) {
                    if (value instanceof AnnotationValue.OfClass type) {
                        classes.add(Value.internalName(type.classSymbol()));
                    }
                }
            }
        }
        return classes;
    }

    MethodModel process() {
        return process;
    }

    /** Whether {@code process} takes an {@code Entity}. */
    boolean byEntity() {
        return byEntity;
    }

    /** Whether it takes one and does more with it than to name it to mappers. */
    boolean needsEntity() {
        return byEntity && entityIsUsed;
    }

    /** The components that the aspect has to require. */
    Set<String> types() {
        return types;
    }

    /** The component of which a call gets a view without a look at presence; null for others. */
    @Nullable String viewOf(int index) {
        return views.get(index);
    }

    /**
     * Whether an element loads the parameter to name an entity to a mapper, or is the call that it
     * is loaded for.
     */
    boolean names(int index) {
        return named.contains(index);
    }
}
