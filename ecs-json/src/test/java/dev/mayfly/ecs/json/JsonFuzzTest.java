package dev.mayfly.ecs.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.managers.GroupManager;
import com.artemis.managers.TagManager;
import com.artemis.utils.IntBag;
import com.badlogic.gdx.utils.SerializationException;
import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.EntityHandles;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Saves that somebody changed. Each is refused by an exception that is ours, or Artemis' or
 * libGDX's own, and leaves no entity; or it is loaded, and then saving it, loading that and saving
 * it again gives the same text. Either way the world ticks and saves as before, and no more memory
 * was taken than the text is long.
 *
 * <p>A fuzz target: the build gives it inputs that it finds by coverage, and the tests those of the
 * corpus. {@code -Dfuzz.seeds=write} writes the seeds anew.
 */
public class JsonFuzzTest {

    private static final Path CORPUS = Path.of("src/test/fuzz/JsonFuzzTest");

    /** A world keeps the component types that it has met, so it is made anew. */
    private static final int INPUTS_OF_A_WORLD = 5_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static @Nullable JsonFuzzTest current;
    private static int loaded;

    private final FrameAllocator memory = FrameAllocator.create();
    private final Stage stage = new Stage(memory);
    private final String before;
    private int inputs;

    public JsonFuzzTest() {
        hardened(stage).createAt(7);
        stage.world.process();
        before = stage.text();
    }

    private static Stage hardened(Stage stage) {
        stage.serializer.setNamedClasses(false).setMaxEntityId(1_000);
        return stage;
    }

    /** What a fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (current == null || current.inputs++ == INPUTS_OF_A_WORLD) {
            current = new JsonFuzzTest();
        }
        JsonFuzzTest world = current;
        current = null; // also if this fails: what comes after it has a world of its own
        world.tryOut(input);
        current = world;
    }

    private void tryOut(byte[] file) {
        long limit = (1 << 20) + 2_000L * file.length;
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        String saved = load(file);
        if (THREADS.getCurrentThreadAllocatedBytes() - allocated > limit) {
            // The first time classes are loaded and changed by the fuzzer; that is memory as well.
            allocated = THREADS.getCurrentThreadAllocatedBytes();
            load(file);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated).isLessThan(limit);
        }
        assertThat(stage.text()).isEqualTo(before);
        if (saved != null) {
            loaded++;
            String again = savedByAnother(saved);
            assertThat(savedByAnother(again)).isEqualTo(again);
        }
    }

    /** Loads and deletes what it loaded; null if it is refused. */
    private @Nullable String load(byte[] file) {
        String saved = null;
        try {
            IntBag entities = stage.load(file);
            IntBag copy = new IntBag();
            copy.addAll(entities);
            saved = new String(stage.save(copy), StandardCharsets.UTF_8);
            for (int i = 0; i < entities.size(); i++) {
                stage.world.delete(entities.get(i));
            }
        } catch (JsonFormatException e) {
            assertThat(e).hasMessageMatching("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]{20,2000}");
        } catch (SerializationException | com.artemis.io.SerializationException e) {
            assertThat(e).hasMessageNotContaining("accessible field");
        }
        stage.world.process();
        return saved;
    }

    /** A world of its own, so that ids go from 0 in the order of the text. */
    private static String savedByAnother(String text) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            Stage other = hardened(new Stage(memory));
            other.load(text);
            other.world.process();
            String saved = other.text();
            other.world.dispose();
            return saved;
        }
    }

    private static Map<String, byte[]> seeds() {
        Map<String, byte[]> seeds = new TreeMap<>();
        seeds.put("seed-nobody", saved(stage -> {}));
        seeds.put("seed-columns", saved(stage -> stage.createAt(Float.NaN)));
        seeds.put("seed-plain", saved(stage -> stage.create("Ada")));
        seeds.put("seed-all", saved(JsonFuzzTest::fill));
        return seeds;
    }

    private static void fill(Stage stage) {
        EntityHandles handles = EntityHandles.ofWorld(stage.world);
        int first = stage.createAt(1.5f);
        int second = stage.createAt(Float.NaN);
        stage.place.leader.set(second, first);
        int third = stage.create("Ada");
        stage.names.get(third).parent = first;
        stage.names.get(third).friend = stage.world.getEntity(second);
        stage.homings.create(third);
        stage.homing.target.set(third, handles.of(first));
        stage.visibles.create(second);
        stage.world.getSystem(TagManager.class).register("player", first);
        stage.world.getSystem(GroupManager.class).add(stage.world.getEntity(second), "team");
    }

    private static byte[] saved(Consumer<Stage> filling) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            Stage stage = new Stage(memory);
            filling.accept(stage);
            stage.world.process();
            byte[] saved = stage.save();
            stage.world.dispose();
            return saved;
        }
    }

    @Test
    void theSeedsOfTheCorpusAreOfTodaysForm() throws IOException {
        for (Map.Entry<String, byte[]> seed : seeds().entrySet()) {
            Path file = CORPUS.resolve(seed.getKey());
            if ("write".equals(System.getProperty("fuzz.seeds"))) {
                Files.write(file, seed.getValue());
            }
            int loadedBefore = loaded;
            fuzzerTestOneInput(Files.readAllBytes(file));
            assertThat(loaded)
                    .as("%s is refused; write it anew by -Dfuzz.seeds=write", file)
                    .isEqualTo(loadedBefore + 1);
        }
    }

    @Test
    void eachInputOfTheCorpusIsLoadedOrRefusedByNameAndTheWorldGoesOn() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            for (Path file : files.sorted().toList()) {
                try {
                    fuzzerTestOneInput(Files.readAllBytes(file));
                } catch (Throwable failure) {
                    throw new AssertionError(file.toString(), failure);
                }
            }
        }
    }
}
