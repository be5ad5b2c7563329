package dev.mayfly.ecs;

import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.budget.MemorySize;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.InvalidSizeException;

import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The tags of a world's scopes, and who is charged for its columns: the plugin's group, if it was
 * given one. There is one of these for each group, as long as a world of it is there, and one for
 * none; and in it one tag a system class, for as long as the class is loaded. So the worlds of a
 * group add up in an arena's figures.
 */
final class WorldTags {

    private static final WorldTags UNGROUPED = new WorldTags(null);

    /** Weak on both sides: tags refer to their group, and groups may come and go with worlds. */
    private static final Map<TagGroup, WeakReference<WorldTags>> GROUPED = new WeakHashMap<>();

    final Tag tick;
    final Tag listeners;

    private final @Nullable TagGroup group;

    private final ClassValue<Tag> systems =
            new ClassValue<>() {
                @Override
                protected Tag computeValue(Class<?> type) {
                    String simple = type.getSimpleName();
                    Tag tag = grouped(Tag.of(simple.isEmpty() ? type.getName() : simple));
                    FrameScoped scoped = type.getAnnotation(FrameScoped.class);
                    return scoped == null || scoped.budget().isEmpty()
                            ? tag
                            : withBudget(tag.name(), scoped, type);
                }
            };

    private WorldTags(@Nullable TagGroup group) {
        this.group = group;
        tick = grouped(Tag.of("tick"));
        listeners = grouped(Tag.of("listeners"));
    }

    static WorldTags of(@Nullable TagGroup group) {
        return group == null ? UNGROUPED : ofGroup(group);
    }

    private static synchronized WorldTags ofGroup(TagGroup group) {
        WeakReference<WorldTags> known = GROUPED.get(group);
        WorldTags tags = known == null ? null : known.get();
        if (tags == null) {
            tags = new WorldTags(group);
            GROUPED.put(group, new WeakReference<>(tags));
        }
        return tags;
    }

    Tag ofSystem(Class<?> type) {
        return systems.get(type);
    }

    /** The tag of a {@link FrameScoped} system's scope; null for another one's, which has none. */
    @Nullable Tag ofScoped(Class<?> type) {
        return type.isAnnotationPresent(FrameScoped.class) ? ofSystem(type) : null;
    }

    /** A buffer for the columns of a store. */
    SoaBuffer columns(String name) {
        return group == null ? new SoaBuffer(name) : new SoaBuffer(name, group);
    }

    private Tag grouped(Tag tag) {
        return group == null ? tag : tag.in(group);
    }

    private Tag withBudget(String name, FrameScoped scoped, Class<?> type) {
        long bytes;
        try {
            bytes = MemorySize.parse(scoped.budget());
        } catch (InvalidSizeException unread) {
            throw new InvalidSizeException(
                    "The budget in @FrameScoped of "
                            + type.getName()
                            + " cannot be read. "
                            + unread.getMessage());
        }
        Tag tag =
                switch (scoped.whenOver()) {
                    case FAIL -> Tag.of(name, bytes);
                    case WARN -> Tag.of(name).withSoftLimit(bytes);
                };
        return grouped(tag.limitedBy("the budget in @FrameScoped of " + type.getName()));
    }
}
