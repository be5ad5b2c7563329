package dev.mayfly.ecs;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long a transient type lives. Goes on the component or event class; without it that is one
 * tick. What it means in detail is said at {@link FrameMapper}, {@link FrameComponent} and {@link
 * FrameEvents}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Lifetime {

    /**
     * The number of ticks, the one it is created in included: 1 or more for components, 1 or 2 for
     * events.
     */
    int ticks();
}
