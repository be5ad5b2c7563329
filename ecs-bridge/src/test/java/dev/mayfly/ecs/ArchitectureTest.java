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
                .layer("spatial parts")
                .definedBy(ROOT + ".internal.spatial")
                .layer("errors")
                .definedBy(ROOT + ".error")
                .whereLayer("bridge")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("spatial")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("sort")
                .mayOnlyBeAccessedByLayers("bridge", "spatial")
                .whereLayer("spatial parts")
                .mayOnlyBeAccessedByLayers("spatial")
                .whereLayer("errors")
                .mayOnlyBeAccessedByLayers("bridge", "spatial", "spatial parts")
                .ensureAllClassesAreContainedInArchitecture()
                .check(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages(ROOT));
    }
}
