package starfall.system;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.ComponentMapper;

import starfall.Dice;
import starfall.Session;
import starfall.Setup;
import starfall.Space;
import starfall.component.Position;
import starfall.component.Raider;
import starfall.component.Squad;
import starfall.factory.Shipyard;

/** Sends raiders, more of them each time. */
public class WaveSystem extends BaseEntitySystem {
    private static final float PAUSE = 12f;
    private static final int SQUAD = 6;

    private final Setup setup;
    private final Session session;
    private final Dice dice;
    private final Space space;

    private ComponentMapper<Squad> mSquad;
    private Shipyard shipyard;

    public WaveSystem(Setup setup, Session session, Dice dice, Space space) {
        super(Aspect.all(Raider.class));
        this.setup = setup;
        this.session = session;
        this.dice = dice;
        this.space = space;
    }

    @Override
    protected void processSystem() {
        session.waveIn -= world.delta;
        int most = setup.raiders() * 5;
        if (session.waveIn > 0f || subscription.getEntities().size() > most) {
            return;
        }
        session.wave++;
        session.waveIn = PAUSE;
        int ships = Math.min(setup.raiders() * (4 + session.wave) / 5, setup.raiders() * 3);
        while (ships > 0) {
            int size = Math.min(ships, SQUAD + dice.below(3));
            squad(size);
            ships -= size;
        }
    }

    private void squad(int size) {
        Position gate = new Position();
        if (dice.chance(0.5f)) {
            gate.set(0f, dice.share() * space.height);
        } else {
            gate.set(dice.share() * space.width, 0f);
        }
        int squad =
                shipyard.squad(dice.share() * space.width, dice.share() * space.height, "gangs");
        for (int i = 0; i < size; i++) {
            boolean strong = i == 0 && session.wave > 1 && dice.chance(0.4f);
            shipyard.raider(gate, dice.either() * 6f, dice.either() * 6f, squad, strong);
        }
        mSquad.get(squad).kills = 0;
    }
}
