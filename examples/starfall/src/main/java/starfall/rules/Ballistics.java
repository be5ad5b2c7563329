package starfall.rules;

import starfall.Space;
import starfall.component.Ammo;
import starfall.component.Position;
import starfall.component.Vec2;
import starfall.component.Velocity;

/** Where to aim. */
public final class Ballistics {
    private Ballistics() {}

    /** The direction, of length 1, in which to fire at something that flies. */
    public static Vec2 lead(
            Position from, Position at, Velocity moving, Ammo ammo, Space space, Vec2 result) {
        float dx = space.dx(from.x, at.x);
        float dy = space.dy(from.y, at.y);
        if (moving != null) {
            float seconds = (float) Math.sqrt(dx * dx + dy * dy) / ammo.speed;
            dx += moving.x * seconds;
            dy += moving.y * seconds;
        }
        float length = (float) Math.sqrt(dx * dx + dy * dy);
        return length == 0f ? result.set(1f, 0f) : result.set(dx / length, dy / length);
    }
}
