package dev.mayfly.ecs.woven;

import dev.mayfly.ecs.error.UnwovenCodeException;

import java.util.AbstractCollection;
import java.util.Iterator;

/**
 * What stands in one field of every woven component, for serializers and others that read fields by
 * reflection: whatever they do with the value throws, and says what to use instead. It is a
 * collection, as that is what such tools look into and do not take for a bean of their own.
 */
public final class ReflectionGuard extends AbstractCollection<Object> {

    /** The one. */
    public static final ReflectionGuard GUARD = new ReflectionGuard();

    private ReflectionGuard() {}

    @Override
    public Iterator<Object> iterator() {
        throw UnwovenCodeException.reflected();
    }

    @Override
    public int size() {
        throw UnwovenCodeException.reflected();
    }

    @Override
    public boolean isEmpty() {
        throw UnwovenCodeException.reflected();
    }

    @Override
    public Object[] toArray() {
        throw UnwovenCodeException.reflected();
    }

    @Override
    public boolean equals(Object other) {
        throw UnwovenCodeException.reflected();
    }

    @Override
    public int hashCode() {
        throw UnwovenCodeException.reflected();
    }

    @Override
    public String toString() {
        return "the fields of a woven component, which are columns";
    }
}
