package dev.mayfly.ecs;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says all that a system writes: types of components, of whatever kind, and of events. Writing
 * includes reading; and it is not only changing values, but also giving and taking the component,
 * creating a value of a {@link FrameMapper}, touching a {@link FrameComponent} and emitting.
 *
 * <p>What is injected and not named here is read; {@code @Writes({})} says that nothing is written.
 * See {@link Reads}. What is recorded with {@link Commands} is made after the system's turn, and
 * need not be named.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Writes {

    /** Component and event types. */
    Class<?>[] value();
}
