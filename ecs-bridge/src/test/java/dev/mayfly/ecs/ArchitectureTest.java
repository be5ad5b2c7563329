package dev.mayfly.ecs;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

@SameAtEveryLevel
class ArchitectureTest {

    private static final String ROOT = "dev.mayfly.ecs";

    @Test
    void everyPackageIsOfALayerAndLayersDependOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("bridge")
                .definedBy(ROOT)
                .layer("spatial")
                .definedBy(ROOT + ".spatial")
                .layer("sort")
                .definedBy(ROOT + ".internal.sort")
                .whereLayer("bridge")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("spatial")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("sort")
                .mayOnlyBeAccessedByLayers("bridge", "spatial")
                .ensureAllClassesAreContainedInArchitecture()
                .check(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages(ROOT));
    }
}
