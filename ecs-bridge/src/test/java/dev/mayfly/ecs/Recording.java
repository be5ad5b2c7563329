package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.PooledComponent;
import com.artemis.World;

import dev.mayfly.allocator.FrameArena;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** A system whose turns record what a test tells it to; one turn each. */
class Recording extends BaseSystem {

    /** A plain component. */
    public static class Name extends Component {
        public String name = "nobody";
    }

    /** A plain component that Artemis pools, and that fails on request. */
    public static class Fragile extends PooledComponent {

        static @Nullable RuntimeException onConstruction;
        static @Nullable RuntimeException onReset;

        public int value = 1;

        public Fragile() {
            if (onConstruction != null) {
                throw onConstruction;
            }
        }

        @Override
        protected void reset() {
            if (onReset != null) {
                throw onReset;
            }
            value = 1;
        }
    }

    FrameArena frame;
    Commands commands;
    Position position;
    Velocity velocity;
    Kinds kinds;
    SoaMapper<Position> positions;
    SoaMapper<Velocity> velocities;
    ComponentMapper<Name> names;
    ComponentMapper<Fragile> fragiles;
    private @Nullable Consumer<Recording> turn;

    /** What the next turn does. */
    void next(Consumer<Recording> action) {
        turn = action;
    }

    /** Ticks the world, with this turn in it. */
    void tick(Consumer<Recording> action) {
        next(action);
        world.process();
    }

    World world() {
        return world;
    }

    @Override
    protected void processSystem() {
        Consumer<Recording> now = turn;
        turn = null;
        if (now != null) {
            now.accept(this);
        }
    }

    /** A second one, as Artemis allows one instance a class. */
    static class Later extends Recording {}

    /** One whose memory ends with its turn. */
    @FrameScoped
    static class Scoped extends Recording {}
}
