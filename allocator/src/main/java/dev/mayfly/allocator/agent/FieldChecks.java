package dev.mayfly.allocator.agent;

import dev.mayfly.allocator.internal.lateuse.CheckSites;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Predicate;

/**
 * Puts a check before each access to a field of an object, in every class of the program as it is
 * loaded; not in the JDK's, and not in those that libraries have spared ({@link SparedPackages}).
 * In a constructor accesses to fields of its own class get none, since the object may be one that
 * does not exist yet.
 *
 * <p>A method that cannot be changed stays as it is, and so does a class; either is logged. A
 * hidden class is not shown to agents.
 */
final class FieldChecks implements ClassFileTransformer {

    private static final System.Logger LOG = System.getLogger("dev.mayfly.allocator");

    /** The first that can carry such calls: Java 7. */
    private static final int OLDEST_VERSION = ClassFile.JAVA_7_VERSION;

    /** What the JVM asks for the target of the calls that are put in. */
    private static final DirectMethodHandleDesc BOOTSTRAP =
            ConstantDescs.ofCallsiteBootstrap(
                    ClassDesc.of(CheckSites.class.getName()),
                    "link",
                    ConstantDescs.CD_CallSite,
                    ConstantDescs.CD_String);

    private final Instrumentation jvm;

    /** The packages of each loader that are spared; none where it does not find our classes. */
    private final Map<ClassLoader, Optional<SparedPackages>> loaders =
            Collections.synchronizedMap(new WeakHashMap<>());

    FieldChecks(Instrumentation jvm) {
        this.jvm = jvm;
    }

    @Override
    public byte @Nullable [] transform(
            Module module,
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        Optional<SparedPackages> spared = sparedOf(loader);
        if (loader == null || spared.isEmpty()) {
            return null;
        }
        String name = className;
        try {
            if (name == null) { // defined without one
                name = ClassFile.of().parse(bytes).thisClass().asInternalName();
            }
            if (spared.get().contain(name)) {
                return null;
            }
            byte[] changed = changed(loader, spared.get(), bytes);
            if (changed != null) {
                makeAccessible(module);
            }
            return changed;
        } catch (RuntimeException | LinkageError refused) {
            tellOfClass(String.valueOf(name), refused);
            return null;
        }
    }

    private static void tellOfClass(String name, Throwable refused) {
        LOG.log(
                System.Logger.Level.WARNING,
                "Late uses in class " + name.replace('/', '.') + " are not looked for.",
                refused);
    }

    /**
     * Puts the checks into the classes that are loaded already. Methods that are running now are
     * changed from their next call on.
     */
    void changeLoaded() {
        for (Class<?> each : jvm.getAllLoadedClasses()) {
            if (isConcerned(each)) {
                try {
                    jvm.retransformClasses(each);
                } catch (UnmodifiableClassException | RuntimeException | LinkageError refused) {
                    tellOfClass(each.getName(), refused);
                }
            }
        }
    }

    private boolean isConcerned(Class<?> loaded) {
        return jvm.isModifiableClass(loaded)
                && sparedOf(loaded.getClassLoader())
                        .filter(spared -> !spared.contain(loaded.getName().replace('.', '/')))
                        .isPresent();
    }

    /** What a loader's jars spare; nothing where its classes cannot be changed. */
    private Optional<SparedPackages> sparedOf(@Nullable ClassLoader loader) {
        if (loader == null) {
            return Optional.empty();
        }
        Optional<SparedPackages> known = loaders.get(loader);
        if (known == null) {
            known = findsOurs(loader) ? Optional.of(SparedPackages.of(loader)) : Optional.empty();
            loaders.put(loader, known);
        }
        return known;
    }

    private static boolean findsOurs(ClassLoader loader) {
        try {
            return !loader.equals(ClassLoader.getPlatformClassLoader())
                    && Class.forName(CheckSites.class.getName(), false, loader) == CheckSites.class;
        } catch (ClassNotFoundException | LinkageError without) {
            return false;
        }
    }

    /** Lets code of that module call ours, where modules have names. */
    private void makeAccessible(Module module) {
        Module own = CheckSites.class.getModule();
        String ownPackage = CheckSites.class.getPackageName();
        if (!module.canRead(own)) {
            jvm.redefineModule(module, Set.of(own), Map.of(), Map.of(), Set.of(), Map.of());
        }
        if (!own.isExported(ownPackage, module)) {
            jvm.redefineModule(
                    own,
                    Set.of(),
                    Map.of(ownPackage, Set.of(module)),
                    Map.of(),
                    Set.of(),
                    Map.of());
        }
    }

    private static byte @Nullable [] changed(
            ClassLoader loader, SparedPackages spared, byte[] bytes) {
        ClassFile files =
                ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofResourceParsing(loader)
                                        .orElse(ClassHierarchyResolver.defaultResolver())));
        ClassModel model = files.parse(bytes);
        if (model.majorVersion() < OLDEST_VERSION || !usesFields(model, spared)) {
            return null;
        }
        try {
            return changed(files, model, spared, method -> true);
        } catch (RuntimeException | LinkageError tooMuch) {
            byte[] changed = changedWhereItCanBe(files, model, spared);
            if (changed == null) {
                throw tooMuch;
            }
            return changed;
        }
    }

    /**
     * Leaves out the methods that cannot be changed, as one that would pass the 64 KiB that a
     * method may have. Which those are shows where each is changed alone; null if it is none of
     * them.
     */
    private static byte @Nullable [] changedWhereItCanBe(
            ClassFile files, ClassModel model, SparedPackages spared) {
        Set<MethodModel> left = Collections.newSetFromMap(new IdentityHashMap<>());
        for (MethodModel each : model.methods()) {
            try {
                changed(files, model, spared, method -> method == each);
            } catch (RuntimeException | LinkageError refused) {
                left.add(each);
                tellOfMethod(model, each, refused);
            }
        }
        return left.isEmpty()
                ? null
                : changed(files, model, spared, method -> !left.contains(method));
    }

    private static void tellOfMethod(ClassModel model, MethodModel method, Throwable refused) {
        LOG.log(
                System.Logger.Level.WARNING,
                "Late uses in method "
                        + method.methodName().stringValue()
                        + method.methodType().stringValue()
                        + " of class "
                        + model.thisClass().asInternalName().replace('/', '.')
                        + " are not looked for, in its others they are. Where it is too large with"
                        + " the checks, split it. ("
                        + refused
                        + ")");
    }

    private static byte[] changed(
            ClassFile files,
            ClassModel model,
            SparedPackages spared,
            Predicate<MethodModel> concerned) {
        String self = model.thisClass().asInternalName();
        return files.transformClass(
                model,
                (changed, element) -> {
                    if (element instanceof MethodModel method && concerned.test(method)) {
                        boolean early = isConstructor(method);
                        changed.transformMethod(
                                method,
                                checking(
                                        owner ->
                                                isOfTheProgram(owner, spared)
                                                        && !(early && owner.equals(self))));
                    } else {
                        changed.with(element);
                    }
                });
    }

    private static boolean usesFields(ClassModel model, SparedPackages spared) {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof FieldRefEntry field
                    && isOfTheProgram(field.owner().asInternalName(), spared)) {
                return true;
            }
            if (entry instanceof MethodRefEntry method && VarHandleUse.isOf(method)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfTheProgram(String owner, SparedPackages spared) {
        return !owner.startsWith("java/") && !owner.startsWith("[") && !spared.contain(owner);
    }

    private static boolean isConstructor(MethodModel method) {
        return method.methodName().equalsString(ConstantDescs.INIT_NAME);
    }

    private static MethodTransform checking(Predicate<String> owners) {
        CodeTransform checks =
                (builder, element) -> {
                    if (element instanceof FieldInstruction access) {
                        String owner = access.owner().asInternalName();
                        if (owners.test(owner)) {
                            addCheck(builder, access, owner);
                        }
                    }
                    if (element instanceof InvokeInstruction call
                            && VarHandleUse.replace(builder, call, owners)) {
                        return;
                    }
                    builder.with(element);
                };
        return MethodTransform.transformingCode(checks);
    }

    /** Leaves the stack as it was: the object, and for a write the value on top of it. */
    private static void addCheck(CodeBuilder code, FieldInstruction access, String owner) {
        if (access.opcode() == Opcode.GETFIELD) {
            code.dup().invokedynamic(check(owner));
        } else if (access.opcode() == Opcode.PUTFIELD) {
            if (TypeKind.from(access.typeSymbol()).slotSize() == 1) {
                code.dup2().pop().invokedynamic(check(owner));
            } else {
                code.dup2_x1().pop2().dup().invokedynamic(check(owner)).dup_x2().pop();
            }
        }
    }

    /** The call, with an object of class {@code owner} on the stack. */
    private static DynamicCallSiteDesc check(String owner) {
        return DynamicCallSiteDesc.of(
                BOOTSTRAP,
                "check",
                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object),
                owner);
    }
}
