package dev.mayfly.ecs;

import dev.mayfly.allocator.Tag;

/**
 * One tag a system class, in every world and for as long as the class is loaded: an arena keeps
 * figures for each tag it has met, so tags must not be made anew with each world.
 */
final class SystemTags {

    private static final ClassValue<Tag> TAGS =
            new ClassValue<>() {
                @Override
                protected Tag computeValue(Class<?> type) {
                    String name = type.getSimpleName();
                    return Tag.of(name.isEmpty() ? type.getName() : name);
                }
            };

    private SystemTags() {}

    static Tag of(Class<?> systemType) {
        return TAGS.get(systemType);
    }
}
