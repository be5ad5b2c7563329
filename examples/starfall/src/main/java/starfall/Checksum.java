package starfall;

import com.artemis.Component;
import com.artemis.utils.Bag;
import com.artemis.utils.IntBag;

import starfall.component.Digest;
import starfall.component.Stateful;

/** A number for all that a game is: if two differ, so do the games. */
public final class Checksum {
    private Checksum() {}

    /**
     * Sums up a game.
     *
     * @param withIds whether the ids of entities count; they differ between a game and what was
     *     loaded of its save
     */
    public static long of(Game game, boolean withIds) {
        Digest digest = new Digest(withIds);
        Bag<Component> components = new Bag<>();
        IntBag all = game.entities();
        long sum = game.session.digest() * 31 + game.dice.state();
        for (int i = 0; i < all.size(); i++) {
            int entity = all.get(i);
            components.clear();
            game.world.getComponentManager().getComponentsFor(entity, components);
            for (Component component : components) {
                if (component instanceof Stateful stateful) {
                    digest.begin(entity, component.getClass().getName());
                    stateful.digest(digest);
                    sum += digest.end();
                }
            }
        }
        return sum;
    }
}
