package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.World;

import dev.mayfly.allocator.FrameAllocator;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The build runs these tests in a named module as well as on the class path. */
class ModuleTest {

    private static final boolean MODULE_PATH = Boolean.getBoolean("test.module.path");

    @Test
    void theRunOnTheModulePathIsInNamedModules() {
        for (Class<?> type :
                List.of(FrameAllocator.class, MayflyPlugin.class, World.class, ModuleTest.class)) {
            assertThat(type.getModule().isNamed()).as("module of %s", type).isEqualTo(MODULE_PATH);
        }
    }
}
