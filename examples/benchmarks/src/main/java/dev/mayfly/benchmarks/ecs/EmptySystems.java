package dev.mayfly.benchmarks.ecs;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.MayflyPlugin;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;

/** A world of many systems that do next to nothing, each of a class of its own. */
@State(Scope.Thread)
public abstract class EmptySystems implements AutoCloseable {

    /** Artemis-odb alone. */
    public static class Plain extends EmptySystems {
        @Override
        World world(CountingSystem[] systems) {
            return new World(new WorldConfigurationBuilder().with(systems).build());
        }
    }

    /** With Mayfly. */
    public static class Mayfly extends EmptySystems {
        private final FrameAllocator memory = FrameAllocator.create();

        @Override
        World world(CountingSystem[] systems) {
            return new World(
                    new WorldConfigurationBuilder()
                            .with(new MayflyPlugin().allocator(memory))
                            .with(systems)
                            .build());
        }

        @Override
        public void close() {
            try {
                super.close();
            } finally {
                memory.close();
            }
        }
    }

    /** With Mayfly, each system in a scope. */
    public static class MayflyScoped extends Mayfly {
        @Override
        Class<? extends CountingSystem> template() {
            return ScopedIdleSystem.class;
        }
    }

    /** How many systems there are. */
    @Param({"10", "100"})
    public int systems;

    private CountingSystem[] counting = {};
    private World world = new World();

    /** Makes the world. */
    @Setup
    public void open() {
        byte[] code = code(template());
        counting = new CountingSystem[systems];
        for (int i = 0; i < systems; i++) {
            counting[i] = newOfOwnClass(code);
        }
        world = world(counting);
    }

    /** What the class of each system is a copy of. */
    Class<? extends CountingSystem> template() {
        return IdleSystem.class;
    }

    abstract World world(CountingSystem[] systems);

    private static byte[] code(Class<?> template) {
        try (InputStream code = template.getResourceAsStream(template.getSimpleName() + ".class")) {
            return code.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Artemis wants each system of a world to be of another class. */
    private static CountingSystem newOfOwnClass(byte[] code) {
        try {
            Lookup own = MethodHandles.lookup().defineHiddenClass(code, true);
            return (CountingSystem) own.lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The template is of this package and has a constructor", e);
        }
    }

    /** Ticks the world. */
    public void tick() {
        world.process();
    }

    /** How many turns the system of this number has had. */
    int turns(int system) {
        return counting[system].turns;
    }

    /** Gives back what the world holds. JMH has no use for that. */
    @Override
    public void close() {
        world.dispose();
    }
}
