package dev.mayfly.ecs;

import com.artemis.PooledComponent;
import com.artemis.utils.reflect.ClassReflection;
import com.artemis.utils.reflect.ReflectionException;

import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.lateuse.EndedObjects;
import dev.mayfly.ecs.error.TransientTypeException;
import dev.mayfly.ecs.internal.artemis.ArtemisInternals;
import dev.mayfly.ecs.internal.entity.IdFields;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Modifier;

/** Makes the instances of a type, and in standard makes old ones as new. */
final class Instances<T> {

    private static final MethodHandle RESET = ArtemisInternals.resetOfPooledComponents();

    private final Class<T> type;
    private final boolean poolable;

    /** Where instances hold ids of entities; null for nowhere. */
    private final @Nullable IdFields ids;

    /**
     * Checks that the type can serve.
     *
     * @throws TransientTypeException if not
     */
    Instances(Class<T> type) {
        this.type = type;
        poolable = Poolable.class.isAssignableFrom(type);
        requireUsable();
        make();
        ids = IdFields.of(type);
    }

    Class<T> type() {
        return type;
    }

    /** Where instances hold ids of entities; null for nowhere. */
    @Nullable IdFields ids() {
        return ids;
    }

    /**
     * This instance, as new; makes one where there is none to use again. Constructors and resets
     * are the program's code: who calls this looks afterwards whether its state is what it was.
     */
    T renewed(@Nullable T used) {
        if (!Safety.CHECKED && used != null) {
            reset(used);
            return used;
        }
        return begin();
    }

    /** A new instance, whose life begins. */
    T begin() {
        T made = make();
        if (Safety.CHECKED) {
            EndedObjects.begin(made);
        }
        return made;
    }

    /** Puts an instance into a slot; no reference is written where it is there already. */
    @SuppressWarnings("ReferenceEquality") // that very instance
    void put(@Nullable T[] slots, int slot, T instance) {
        if (slots[slot] != instance) {
            slots[slot] = instance;
        }
    }

    /** What to throw where one was handed out while another was made or reset. */
    ReentryException reentered() {
        return new ReentryException(
                "The constructor or reset() of "
                        + type.getName()
                        + " has made another of its kind, or ended the tick, while it was called to"
                        + " hand one out. Have it set fields, and nothing else.");
    }

    /** From checked on: empties the slots of a range, whose instances have ended. */
    void end(@Nullable T[] slots, int from, int to) {
        for (int slot = from; slot < to; slot++) {
            T ended = slots[slot];
            if (ended != null) {
                slots[slot] = null;
                tellOfLateUses(ended);
            }
        }
    }

    /** Has whoever uses it from now on be told so, where the JVM has the agent. */
    private void tellOfLateUses(T ended) {
        if (EndedObjects.areWatched()) {
            EndedObjects.end(
                    ended,
                    "An event or value of "
                            + type.getName()
                            + " was used after its end: its tick is over, or its place was cleared."
                            + " Get it anew in each tick, and copy out what has to live longer.");
        }
    }

    private void reset(T used) {
        if (poolable) {
            ((Poolable) used).reset();
        } else {
            resetComponent((PooledComponent) used);
        }
    }

    private static void resetComponent(PooledComponent used) {
        try {
            RESET.invokeExact(used);
        } catch (Throwable e) { // a checked one too, from another language
            Failures.rethrow(e);
        }
    }

    /** A new instance, for nobody to see. */
    T make() {
        try {
            return ClassReflection.newInstance(type);
        } catch (ReflectionException e) {
            throw new TransientTypeException(
                    type.getName()
                            + " cannot be instantiated; make it a public class with a public"
                            + " constructor without parameters, and open its package to artemis.odb"
                            + " if it is in a named module.",
                    e);
        }
    }

    private void requireUsable() {
        if (SoaComponent.class.isAssignableFrom(type)
                || FrameComponent.class.isAssignableFrom(type)) {
            throw unusable("is a store of columns; declare the field with that type itself");
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            throw unusable("is abstract; use a concrete class");
        }
        if (type.getTypeParameters().length > 0) {
            throw unusable(
                    "has type parameters, which are not told apart at run time; use a class"
                            + " without");
        }
        if (!poolable && !PooledComponent.class.isAssignableFrom(type)) {
            throw unusable(
                    "cannot be used again; implement Poolable, or extend Artemis' PooledComponent");
        }
    }

    private TransientTypeException unusable(String problem) {
        return new TransientTypeException(
                type.getName()
                        + " was declared as the type of a FrameMapper or FrameEvents, but "
                        + problem
                        + ".");
    }
}
