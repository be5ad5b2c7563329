package dev.mayfly.lateuse;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.ecs.FrameEvents;
import dev.mayfly.ecs.FrameMapper;
import dev.mayfly.ecs.MayflyPlugin;

import org.jspecify.annotations.Nullable;

/**
 * Keeps an event and a value of each tick beyond it, and prints what comes of using them. Run in a
 * JVM of its own, with the agent.
 */
public final class LateEvents {

    /** Emits, and keeps what it should not. */
    private static final class Keeper extends BaseSystem {

        @SuppressWarnings("NullAway.Init") // injected
        private FrameEvents<Alarm> events;

        @SuppressWarnings("NullAway.Init") // injected
        private FrameMapper<Alarm> values;

        private final int entity;
        private @Nullable Alarm event;
        private @Nullable Alarm value;

        Keeper(int entity) {
            this.entity = entity;
        }

        @Override
        protected void processSystem() {
            event = events.emit();
            value = values.create(entity);
            event.number++;
            value.number++;
            System.out.println("in the tick: " + event.number + " " + value.number);
        }
    }

    private LateEvents() {}

    /** Prints three lines for each of three ticks. */
    public static void main(String[] arguments) {
        Keeper keeper = new Keeper(0);
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin())
                                .with(keeper)
                                .build());
        world.create();
        for (int tick = 0; tick < 3; tick++) {
            world.process();
            print("event", keeper.event);
            print("value", keeper.value);
        }
        world.dispose();
    }

    private static void print(String what, @Nullable Alarm late) {
        try {
            System.out.println(what + " after it: " + (late == null ? null : late.number));
        } catch (ExpiredException noticed) {
            System.out.println(what + " after it: " + noticed.getMessage());
        }
    }
}
