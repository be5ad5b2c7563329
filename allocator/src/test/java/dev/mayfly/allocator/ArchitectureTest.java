package dev.mayfly.allocator;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

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
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.stream.Stream;

@SameAtEveryLevel
class ArchitectureTest {
    private static final String ROOT = "dev.mayfly.allocator";
    private static final Set<String> EXPORTED =
            Set.of(ROOT, ROOT + ".error", ROOT + ".pool", ROOT + ".source");

    private static final JavaClasses SOURCES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void everyPackageIsOfALayerAndLayersDependOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("allocator")
                .definedBy(ROOT)
                .layer("pool")
                .definedBy(ROOT + ".pool")
                .layer("chunk")
                .definedBy(ROOT + ".chunk")
                .layer("source")
                .definedBy(ROOT + ".source")
                .layer("linux")
                .definedBy(ROOT + ".linux")
                .layer("agent")
                .definedBy(ROOT + ".agent")
                .layer("error")
                .definedBy(ROOT + ".error")
                .whereLayer("pool")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("allocator")
                .mayOnlyBeAccessedByLayers("pool")
                .whereLayer("chunk")
                .mayOnlyBeAccessedByLayers("allocator", "pool")
                .whereLayer("source")
                .mayOnlyBeAccessedByLayers("allocator", "pool", "chunk")
                .whereLayer("linux")
                .mayOnlyBeAccessedByLayers("source")
                .whereLayer("agent")
                .mayOnlyBeAccessedByLayers("allocator", "pool")
                .whereLayer("error")
                .mayOnlyBeAccessedByLayers("allocator", "pool", "agent", "chunk", "source")
                .ensureAllClassesAreContainedInArchitecture()
                .check(SOURCES);
    }

    @Test
    void thePoolsKnowNothingOfFrames() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".pool")
                .should()
                .dependOnClassesThat(
                        describe(
                                "are the allocator's, except the safety level",
                                type ->
                                        type.getPackageName().equals(ROOT)
                                                && !type.getSimpleName().equals("SafetyLevel")))
                .check(SOURCES);
    }

    @Test
    void theAllocatorNeedsNothingButTheJdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        ROOT + "..", "java..", "javax..", "jdk..", "com.sun..", "org.jspecify..")
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
        return type.getPackageName().startsWith(ROOT) && !isExported(type);
    }

    private static ConditionEvent leak(JavaMember member, JavaClass inside) {
        return SimpleConditionEvent.violated(
                member, member.getFullName() + " shows " + inside.getName());
    }
}
