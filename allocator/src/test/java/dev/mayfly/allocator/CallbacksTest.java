package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where the program hands over code of its own: what comes here has to have a test of what happens
 * where that code uses what it was called by, ends it, returns null or throws.
 */
@SameAtEveryLevel
class CallbacksTest {

    /**
     * See {@link CallbackReentryTest} and {@link ForeignFailureTest} where nothing else is said.
     */
    private static final Set<String> KNOWN =
            Set.of(
                    "FrameAllocator.create(MemorySource)",
                    "FrameAllocator.onSoftLimit(SoftLimitListener)", // SoftLimitTest,
                    // TeamFailureTest
                    "FrameAllocator.ring(MemorySource)",
                    "FrameAllocator.scratch(MemorySource)",
                    "FrameArena.objects(Consumer)",
                    "FrameArena.objects(Supplier)",
                    "FrameArena.rows(Supplier)",
                    "FrameScope.onClose(Runnable)", // CloseActionTest
                    "FrameText.append(CharSequence)",
                    "FrameText.contentEquals(CharSequence)", // reads alone
                    "IntIntMap.forEach(EntryConsumer)", // asks for the length at each step
                    "IntObjectMap.forEach(EntryConsumer)",
                    "LongIntMap.forEach(EntryConsumer)",
                    "ObjectList.binarySearch(Comparator)",
                    "ObjectList.sort(Comparator)",
                    "TagGroup.charged(MemorySource)",
                    "TagGroup.onFull(EvictionListener)", // EvictionTest too
                    "BlockPool.create(MemorySource)", // PoolSourceTest
                    "Builder.onDrop(Consumer)", // ObjectPoolTest
                    "Builder.reset(Consumer)", // ObjectPoolTest
                    "ObjectPool.of(Supplier)", // ObjectPoolTest
                    "Slots.removeIf(Predicate)", // SlotsTest
                    "CountingSource.CountingSource(MemorySource)",
                    "Memory.of(Arena)", // SourceContractTest
                    "Memory.of(Runnable)",
                    "MemorySource.firstOf(MemorySource)",
                    "MemorySource.take(MemorySource)",
                    "QuotaSource.QuotaSource(MemorySource)",
                    "Batches.forEach(Body)", // holds nothing
                    "FrameTeam.create(ForkJoinPool)", // TeamFailureTest
                    "FrameTeam.parallelFor(Body)"); // TeamFailureTest

    @Test
    void eachPlaceWhereCodeOfTheProgramIsHandedOverIsKnown() throws Exception {
        Set<String> found = new TreeSet<>();
        for (Class<?> type : publicTypes()) {
            List<Executable> all = new ArrayList<>(List.of(type.getDeclaredMethods()));
            all.addAll(List.of(type.getDeclaredConstructors()));
            for (Executable method : all) {
                if (isOpen(method.getModifiers()) && !method.isSynthetic()) {
                    addCallbacks(method, found);
                }
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(KNOWN);
    }

    private static void addCallbacks(Executable method, Set<String> found) {
        for (Parameter parameter : method.getParameters()) {
            Class<?> type = parameter.getType();
            while (type.isArray()) {
                type = type.getComponentType();
            }
            if (isCode(type)) {
                String name = method.getName();
                found.add(
                        method.getDeclaringClass().getSimpleName()
                                + "."
                                + name.substring(
                                        1 + Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')))
                                + "("
                                + type.getSimpleName()
                                + ")");
            }
        }
    }

    /** Whether a class of the program can be behind it, whose methods the library calls. */
    private static boolean isCode(Class<?> type) {
        return !type.isPrimitive()
                && !type.isSealed()
                && !Modifier.isFinal(type.getModifiers())
                && !Set.of(Object.class, Throwable.class, List.class, Path.class).contains(type)
                && !type.getName().equals("java.lang.instrument.Instrumentation")
                && !BufferHandle.class.isAssignableFrom(type)
                && type != SoaBuffer.class;
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static List<Class<?>> publicTypes() throws IOException, ClassNotFoundException {
        Path root = Path.of(ChildJvm.location(FrameAllocator.class));
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name =
                        root.relativize(file)
                                .toString()
                                .replace(file.getFileSystem().getSeparator(), ".");
                if (name.endsWith(".class")
                        && name.startsWith("dev.mayfly.")
                        && !name.contains(".internal.")
                        && !name.contains("-info")) {
                    Class<?> type = Class.forName(name.substring(0, name.length() - 6));
                    if (isOpen(type.getModifiers())) {
                        types.add(type);
                    }
                }
            }
        }
        return types;
    }
}
