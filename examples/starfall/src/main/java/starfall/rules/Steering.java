package starfall.rules;

import starfall.Space;
import starfall.component.Engine;
import starfall.component.Position;

/** How pilots steer. */
public final class Steering {
    private Steering() {}

    public static void seek(Engine engine, Position from, Position to, Space space) {
        seek(engine, from, to.x, to.y, space);
    }

    public static void seek(Engine engine, Position from, float x, float y, Space space) {
        engine.steer(space.dx(from.x, x), space.dy(from.y, y));
    }

    public static void flee(Engine engine, Position from, Position what, Space space) {
        engine.steer(space.dx(what.x, from.x), space.dy(what.y, from.y));
    }

    /** Keeps a distance and flies around. */
    public static void circle(
            Engine engine, Position from, Position around, float distance, Space space) {
        float dx = space.dx(from.x, around.x);
        float dy = space.dy(from.y, around.y);
        float length = (float) Math.sqrt(dx * dx + dy * dy) + 1e-6f;
        float inward = (length - distance) / distance;
        engine.steer(dx / length * inward - dy / length, dy / length * inward + dx / length);
    }
}
