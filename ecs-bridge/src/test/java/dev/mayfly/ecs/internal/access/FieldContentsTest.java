package dev.mayfly.ecs.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.ecs.SameAtEveryLevel;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.ModuleDesc;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

@SameAtEveryLevel
class FieldContentsTest {

    /** Keeps what is logged. */
    private static final class Kept extends Handler {
        final List<String> messages = new ArrayList<>();

        @Override
        public void publish(LogRecord told) {
            messages.add(told.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** A class with a private field in a module that opens its package to nobody. */
    private static Class<?> inAShutModule(Path folder) throws IOException, ClassNotFoundException {
        ClassFile format = ClassFile.of();
        ModuleAttribute shut =
                ModuleAttribute.of(
                        ModuleDesc.of("shut"),
                        module -> module.requires(ModuleDesc.of("java.base"), Set.of(), null));
        Files.write(folder.resolve("module-info.class"), format.buildModule(shut));
        byte[] vault =
                format.build(
                        ClassDesc.of("shut.Vault"),
                        type ->
                                type.withField(
                                        "gold", ConstantDescs.CD_int, AccessFlag.PRIVATE.mask()));
        Files.createDirectory(folder.resolve("shut"));
        Files.write(folder.resolve("shut/Vault.class"), vault);
        ModuleLayer boot = ModuleLayer.boot();
        Configuration found =
                boot.configuration()
                        .resolve(ModuleFinder.of(folder), ModuleFinder.of(), Set.of("shut"));
        return boot.defineModulesWithOneLoader(found, null)
                .findLoader("shut")
                .loadClass("shut.Vault");
    }

    @Test
    void fieldsThatCannotBeReadAreLoggedOnce(@TempDir Path folder) throws Exception {
        Class<?> vault = inAShutModule(folder);
        Kept log = new Kept();
        Logger logger = Logger.getLogger("dev.mayfly.ecs");
        logger.addHandler(log);
        try {
            List<@Nullable Object> values = new ArrayList<>();
            FieldContents.of(vault).read(vault, values);
            FieldContents.of(vault).read(vault, values);

            assertThat(values).isEmpty();
            assertThat(log.messages)
                    .singleElement()
                    .asString()
                    .contains("The fields of shut.Vault cannot be read")
                    .contains("Open package shut to artemis.odb")
                    .contains("module shut");
        } finally {
            logger.removeHandler(log);
        }
    }
}
