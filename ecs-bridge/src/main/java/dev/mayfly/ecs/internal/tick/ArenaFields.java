package dev.mayfly.ecs.internal.tick;

import com.artemis.utils.reflect.Field;
import com.artemis.utils.reflect.ReflectionException;

import dev.mayfly.allocator.FrameArena;

import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The injected fields of type {@link FrameArena} of one world. An arena belongs to a thread and a
 * world to whoever ticks it, so the fields are set anew when another thread takes the world over.
 *
 * <p>Targets are held weakly: the world holds its systems itself, and an object that was merely
 * handed to {@code world.inject} must not live as long as the world. What has died, and what was
 * injected more than once, is swept out whenever the number of entries has doubled, which makes
 * adding one cheap on average and keeps the list in proportion to the live targets.
 */
public final class ArenaFields {

    private static final int SWEEP_AT_LEAST = 64;

    private final Map<Field, List<WeakReference<Object>>> targets = new HashMap<>();
    private FrameArena arena;
    private int size;
    private int sweepAt = SWEEP_AT_LEAST;

    /** Fields that hold this arena; none so far. */
    public ArenaFields(FrameArena arena) {
        this.arena = arena;
    }

    /** Remembers a field that is about to be set; returns the arena to set it to. */
    public FrameArena add(Object target, Field field) {
        if (size == sweepAt) {
            sweep();
            sweepAt = Math.max(SWEEP_AT_LEAST, 2 * size);
        }
        targets.computeIfAbsent(field, _ -> new ArrayList<>()).add(new WeakReference<>(target));
        size++;
        return arena;
    }

    /** Makes every remembered field hold this arena. */
    void bindTo(FrameArena current) {
        if (current != arena) {
            rebind(current);
        }
    }

    /** The arena that the fields hold. */
    public FrameArena arena() {
        return arena;
    }

    /** How many entries are kept, dead ones included. */
    int size() {
        return size;
    }

    private void rebind(FrameArena current) {
        sweep();
        targets.forEach((field, owners) -> owners.forEach(owner -> set(field, owner, current)));
        arena = current;
    }

    private static void set(Field field, WeakReference<Object> owner, FrameArena arena) {
        Object target = owner.get();
        if (target != null) {
            try {
                field.set(target, arena);
            } catch (ReflectionException e) {
                throw new IllegalStateException(
                        "A field that Artemis has injected cannot be set again: " + field.getName(),
                        e);
            }
        }
    }

    private void sweep() {
        size = 0;
        for (List<WeakReference<Object>> owners : targets.values()) {
            Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            owners.removeIf(owner -> !isNew(owner.get(), seen));
            size += owners.size();
        }
    }

    private static boolean isNew(@Nullable Object target, Set<Object> seen) {
        return target != null && seen.add(target);
    }
}
