package starfall.system;

import starfall.component.Bullet;
import starfall.component.Hull;
import starfall.component.Raider;
import starfall.component.Side;

/** Who may hurt whom. */
final class Shots {
    private Shots() {}

    static boolean hurts(Raider raider, Hull other) {
        return other.side == Side.GUILD && (raider.elite || other.radius < 6f);
    }

    static boolean hurts(Bullet bullet, Hull other) {
        return other.side == Side.NEUTRAL || bullet.side.fights(other.side);
    }
}
