package dev.mayfly.ecs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

@SameAtEveryLevel
class ArchitectureTest {
    private static final String ROOT = "dev.mayfly.ecs";
    private static final Set<String> EXPORTED =
            Set.of(ROOT, ROOT + ".error", ROOT + ".snapshot", ROOT + ".spatial", ROOT + ".woven");

    private static final JavaClasses SOURCES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    /** What each package may depend on, beside the allocator and Artemis: the arrows. */
    private static final Map<String, Set<String>> ARROWS =
            Map.ofEntries(
                    Map.entry(
                            "",
                            Set.of(
                                    "error",
                                    "internal.access",
                                    "internal.artemis",
                                    "internal.command",
                                    "internal.entity",
                                    "internal.file",
                                    "internal.store",
                                    "internal.tick",
                                    "internal.sort",
                                    "internal.values",
                                    "internal.world",
                                    "woven")),
                    Map.entry("error", Set.of()),
                    Map.entry(
                            "internal.access",
                            Set.of("error", "internal.artemis", "internal.entity")),
                    Map.entry("internal.artemis", Set.of("error")),
                    Map.entry(
                            "internal.command",
                            Set.of("error", "internal.artemis", "internal.entity")),
                    Map.entry("internal.entity", Set.of("error", "internal.artemis")),
                    Map.entry(
                            "internal.snapshot",
                            Set.of(
                                    "error",
                                    "internal.artemis",
                                    "internal.entity",
                                    "internal.file",
                                    "internal.store",
                                    "internal.world")),
                    Map.entry(
                            "internal.store",
                            Set.of(
                                    "error",
                                    "internal.access",
                                    "internal.artemis",
                                    "internal.entity")),
                    Map.entry(
                            "internal.tick",
                            Set.of(
                                    "error",
                                    "internal.access",
                                    "internal.artemis",
                                    "internal.command",
                                    "internal.entity",
                                    "internal.store",
                                    "internal.world",
                                    "woven")),
                    Map.entry("internal.file", Set.of("error")),
                    Map.entry(
                            "internal.values",
                            Set.of("error", "internal.artemis", "internal.file")),
                    Map.entry(
                            "internal.world",
                            Set.of("error", "internal.entity", "internal.file", "internal.store")),
                    Map.entry(
                            "woven",
                            Set.of(
                                    "error",
                                    "internal.access",
                                    "internal.artemis",
                                    "internal.entity",
                                    "internal.store")),
                    Map.entry("snapshot", Set.of("error", "internal.snapshot")),
                    Map.entry("internal.sort", Set.of()),
                    Map.entry("internal.spatial", Set.of("error", "internal.sort")),
                    Map.entry("spatial", Set.of("error", "internal.sort", "internal.spatial")));

    @Test
    void eachPackageDependsOnThoseAloneThatItsArrowsPointTo() {
        classes().should(followTheArrows()).check(SOURCES);
    }

    private static ArchCondition<JavaClass> followTheArrows() {
        return new ArchCondition<>("follow the arrows") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String from = roomOf(type);
                Set<String> allowed = ARROWS.get(from);
                if (allowed == null) {
                    events.add(violated(type, type.getName() + " is in no stated package"));
                    return;
                }
                for (Dependency each : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = each.getTargetClass().getBaseComponentType();
                    String to = roomOf(target);
                    if (isOfTheBridge(target) && !to.equals(from) && !allowed.contains(to)) {
                        events.add(violated(each, each.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean isOfTheBridge(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(ROOT + ".");
    }

    /** The package of a type, below the root one. */
    private static String roomOf(JavaClass type) {
        String name = type.getPackageName();
        return name.length() > ROOT.length() ? name.substring(ROOT.length() + 1) : "";
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(SOURCES);
    }

    private static final SliceAssignment PACKAGES =
            new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    return isOfTheBridge(type)
                            ? SliceIdentifier.of(type.getPackageName())
                            : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                    return "packages";
                }
            };

    @Test
    void theBridgeNeedsNothingButTheAllocatorAndArtemis() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        ROOT + "..",
                        "dev.mayfly.allocator..",
                        "com.artemis..",
                        "java..",
                        "org.jspecify..")
                .check(SOURCES);
    }

    @Test
    void whatArtemisKeepsToItselfIsReadInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".internal.artemis")
                .should()
                .callMethod(Class.class, "getDeclaredField", String.class)
                .check(SOURCES);
    }

    @Test
    void whatIsExportedShowsNoTypeThatIsNot() {
        classes()
                .that(describe("are exported", ArchitectureTest::isExported))
                .should(showOnlyExportedTypes())
                .check(SOURCES);
    }

    private static boolean isExported(JavaClass type) {
        return EXPORTED.contains(type.getPackageName())
                && type.getModifiers().contains(PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isExported).orElse(true);
    }

    private static ArchCondition<JavaClass> showOnlyExportedTypes() {
        return new ArchCondition<>("show only exported types") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMembers().stream()
                        .filter(ArchitectureTest::isVisible)
                        .forEach(
                                member ->
                                        shown(member)
                                                .filter(ArchitectureTest::isInside)
                                                .forEach(
                                                        inside ->
                                                                events.add(leak(member, inside))));
            }
        };
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(PUBLIC) || member.getModifiers().contains(PROTECTED);
    }

    /** The types in the signature of {@code member}, type arguments included. */
    private static Stream<JavaClass> shown(JavaMember member) {
        return switch (member) {
            case JavaField field -> field.getType().getAllInvolvedRawTypes().stream();
            case JavaCodeUnit unit ->
                    Stream.of(
                                    unit.getParameterTypes().stream(),
                                    Stream.of(unit.getReturnType()),
                                    unit.getExceptionTypes().stream())
                            .flatMap(types -> types)
                            .flatMap(type -> type.getAllInvolvedRawTypes().stream());
            default -> throw new AssertionError(member);
        };
    }

    private static boolean isInside(JavaClass shown) {
        JavaClass type = shown.getBaseComponentType();
        return isOfTheBridge(type) && !isExported(type);
    }

    private static ConditionEvent leak(JavaMember member, JavaClass inside) {
        return violated(member, member.getFullName() + " shows " + inside.getName());
    }
}
