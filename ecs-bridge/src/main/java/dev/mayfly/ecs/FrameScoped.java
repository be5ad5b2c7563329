package dev.mayfly.ecs;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a system whose frame memory dies when it returns. Each of its turns runs in a scope of its
 * own, under a tag that bears the name of its class; a buffer that it took is expired when the next
 * system runs.
 *
 * <p>Without it, what a system takes from an injected {@code FrameArena} lives to the end of the
 * tick, so that later systems can read it.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FrameScoped {}
