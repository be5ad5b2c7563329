package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.World;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;

/**
 * A system whose turn a test writes as a lambda. Artemis allows one instance a class: subclass it.
 */
class Turn extends BaseSystem {

    FrameArena frame;
    FrameAllocator allocator;
    private final Action action;

    Turn(Action action) {
        this.action = action;
    }

    World world() {
        return world;
    }

    @Override
    protected void processSystem() {
        action.run(this);
    }

    interface Action {
        void run(Turn turn);
    }

    static class First extends Turn {
        First(Action action) {
            super(action);
        }
    }

    static class Second extends Turn {
        Second(Action action) {
            super(action);
        }
    }

    static class Third extends Turn {
        Third(Action action) {
            super(action);
        }
    }

    @FrameScoped
    static class Scoped extends Turn {
        Scoped(Action action) {
            super(action);
        }
    }
}
