package dev.mayfly.ecs;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.budget.MemorySize;
import dev.mayfly.allocator.error.LimitExceededException;

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
public @interface FrameScoped {

    /** What happens where a turn would take more than its budget. */
    enum OverBudget {
        /** Nothing more is taken: {@link LimitExceededException}. */
        FAIL,
        /** It is taken, and {@link FrameAllocator#onSoftLimit} is told once a tick. */
        WARN
    }

    /**
     * The most that one turn of the system should have in use at once, size classes and alignment
     * included, as {@link MemorySize#parse} reads it: {@code "256 KiB"}. No budget if empty. A text
     * that it does not read fails the world's making.
     */
    String budget() default "";

    /** What happens where a turn would take more than its budget; without one, nothing. */
    OverBudget whenOver() default OverBudget.FAIL;
}
