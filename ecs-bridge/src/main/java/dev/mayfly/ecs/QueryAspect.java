package dev.mayfly.ecs;

import com.artemis.Aspect;
import com.artemis.annotations.All;
import com.artemis.annotations.Exclude;
import com.artemis.annotations.One;
import com.artemis.utils.reflect.Field;

import dev.mayfly.ecs.error.NoAspectException;

/** Reads the aspect off a field that an {@link EntityQuery} is injected into. */
final class QueryAspect {

    private QueryAspect() {}

    static Aspect.Builder of(Object target, Field field) {
        All all = field.getAnnotation(All.class);
        One one = field.getAnnotation(One.class);
        Exclude exclude = field.getAnnotation(Exclude.class);
        if (all == null && one == null && exclude == null) {
            throw new NoAspectException(target.getClass(), field.getName());
        }
        Aspect.Builder aspect = Aspect.all();
        if (all != null) {
            aspect.all(all.value());
        }
        if (one != null) {
            aspect.one(one.value());
        }
        if (exclude != null) {
            aspect.exclude(exclude.value());
        }
        return aspect;
    }
}
