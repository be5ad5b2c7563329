package dev.mayfly.ecs.internal.tick;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.utils.reflect.ClassReflection;
import com.artemis.utils.reflect.Field;
import com.artemis.utils.reflect.ReflectionException;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.ecs.WorldTest;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

class ArenaFieldsTest extends WorldTest {

    private static class Target {
        FrameArena frame;
        FrameArena another;
    }

    private final ArenaFields fields = new ArenaFields(arena);

    private static Field field(String name) {
        try {
            Field field = ClassReflection.getDeclaredField(Target.class, name);
            field.setAccessible(true);
            return field;
        } catch (ReflectionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyRememberedFieldIsSetWhenTheArenaChanges() {
        Target target = new Target();
        fields.add(target, field("frame"));
        fields.add(target, field("another"));
        try (FrameAllocator others = FrameAllocator.create()) {
            fields.bindTo(others.arena());

            assertThat(target.frame).isSameAs(others.arena());
            assertThat(target.another).isSameAs(others.arena());
            assertThat(fields.add(new Target(), field("frame"))).isSameAs(others.arena());
        }
    }

    @Test
    void nothingIsSetWhileTheArenaIsTheSame() {
        Target target = new Target();
        fields.add(target, field("frame"));

        fields.bindTo(arena);

        assertThat(target.frame).isNull();
    }

    @Test
    void aTargetIsNotKeptAlive() {
        WeakReference<Target> target = addOne();

        for (int i = 0; i < 50 && target.get() != null; i++) {
            System.gc();
        }

        assertThat(target.get()).isNull();
        assertThat(fields.size()).isEqualTo(1);
    }

    private WeakReference<Target> addOne() {
        Target target = new Target();
        fields.add(target, field("frame"));
        return new WeakReference<>(target);
    }

    @Test
    void anObjectThatIsInjectedAgainAndAgainCountsOnce() {
        Target target = new Target();

        for (int i = 0; i < 10_000; i++) {
            fields.add(target, field("frame"));
        }

        assertThat(fields.size()).isLessThan(200);
    }

    @Test
    void manyLiveTargetsAreAllKept() {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            targets.add(new Target());
            fields.add(targets.getLast(), field("frame"));
        }
        try (FrameAllocator others = FrameAllocator.create()) {
            fields.bindTo(others.arena());

            assertThat(targets).allMatch(target -> target.frame == others.arena());
        }
    }
}
