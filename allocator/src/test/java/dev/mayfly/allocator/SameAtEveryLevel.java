package dev.mayfly.allocator;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks tests whose outcome cannot depend on the safety level: what they use neither asks for it
 * nor reaches anything that does. The build runs them at the level standard alone.
 */
@org.junit.jupiter.api.Tag(SameAtEveryLevel.TAG)
@net.jqwik.api.Tag(SameAtEveryLevel.TAG)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface SameAtEveryLevel {

    /** Named in the build. */
    String TAG = "same-at-every-level";
}
