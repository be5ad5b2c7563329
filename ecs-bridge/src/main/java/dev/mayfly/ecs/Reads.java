package dev.mayfly.ecs;

import dev.mayfly.ecs.error.UndeclaredWriteException;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a system reads and does not write: types of components, of whatever kind, and of
 * events. Systems of which none writes what another reads or writes may run side by side.
 *
 * <pre>{@code
 * @Reads(Velocity.class)
 * @Writes(Position.class)
 * public final class MovementSystem extends SpanSystem { ... }
 * }</pre>
 *
 * <p>An injected field of a type that neither this nor {@link Writes} names is a declaration too:
 * that the system reads the type, if it has {@link Writes}, and that it writes it, if not. So
 * {@code @Writes} alone says enough of a system that has all it uses injected. A field of type
 * {@link EventReader} always declares reading.
 *
 * <p>A system that writes what it did not declare is caught from checked on, where it writes or
 * when its turn ends: {@link UndeclaredWriteException}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Reads {

    /** Component and event types. */
    Class<?>[] value();
}
