package dev.mayfly.ecs;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Tag;
import dev.mayfly.allocator.error.InvalidSizeException;

/**
 * One tag a system class, in every world and for as long as the class is loaded: an arena keeps
 * figures for each tag it has met, so tags must not be made anew with each world.
 */
final class SystemTags {

    private static final ClassValue<Tag> TAGS =
            new ClassValue<>() {
                @Override
                protected Tag computeValue(Class<?> type) {
                    String simple = type.getSimpleName();
                    Tag tag = Tag.of(simple.isEmpty() ? type.getName() : simple);
                    FrameScoped scoped = type.getAnnotation(FrameScoped.class);
                    return scoped == null || scoped.budget().isEmpty()
                            ? tag
                            : withBudget(tag.name(), scoped, type);
                }
            };

    private SystemTags() {}

    private static Tag withBudget(String name, FrameScoped scoped, Class<?> type) {
        long bytes;
        try {
            bytes = Bytes.parse(scoped.budget());
        } catch (InvalidSizeException unread) {
            throw new InvalidSizeException(
                    "The budget in @FrameScoped of "
                            + type.getName()
                            + " cannot be read. "
                            + unread.getMessage());
        }
        return switch (scoped.whenOver()) {
            case FAIL -> Tag.of(name, bytes);
            case WARN -> Tag.of(name).withSoftLimit(bytes);
        };
    }

    static Tag of(Class<?> systemType) {
        return TAGS.get(systemType);
    }
}
