package starfall.system;

import com.artemis.Aspect;
import com.artemis.systems.IntervalSystem;

import starfall.Dice;
import starfall.Setup;
import starfall.Space;
import starfall.component.Asteroid;
import starfall.factory.Quarry;

/** New rocks drift in where many were mined. */
public class RockfallSystem extends IntervalSystem {
    private final Setup setup;
    private final Dice dice;
    private final Space space;

    private Quarry quarry;

    public RockfallSystem(Setup setup, Dice dice, Space space) {
        super(Aspect.all(Asteroid.class), 0.5f);
        this.setup = setup;
        this.dice = dice;
        this.space = space;
    }

    @Override
    protected void processSystem() {
        int missing = setup.asteroids() - subscription.getEntities().size();
        for (int i = Math.min(missing, 8 * setup.scale); i > 0; i--) {
            quarry.asteroid(dice.share() * space.width, 0f, 1 + dice.below(3));
        }
    }
}
