package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.systems.IntervalIteratingSystem;
import com.artemis.utils.IntBag;

import starfall.Dice;
import starfall.Space;
import starfall.component.Engine;
import starfall.component.Position;
import starfall.component.Squad;
import starfall.component.Vec2;
import starfall.rules.Formation;

/** Picks new leaders, new goals, and keeps ships of a squad apart. */
public class SquadSystem extends IntervalIteratingSystem {
    private final Space space;
    private final Dice dice;
    private final Formation formation = new Formation();
    private final Vec2 result = new Vec2();

    private ComponentMapper<Squad> mSquad;
    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Engine> mEngine;

    public SquadSystem(Space space, Dice dice) {
        super(Aspect.all(Squad.class), 0.2f);
        this.space = space;
        this.dice = dice;
    }

    @Override
    protected void process(int e) {
        Squad squad = mSquad.get(e);
        IntBag members = squad.members;
        formation.clear();
        for (int i = members.size() - 1; i >= 0; i--) {
            int ship = members.get(i);
            if (ship < 0 || !mEngine.has(ship)) {
                members.removeIndex(i);
            } else {
                formation.join(mPosition.get(ship));
            }
        }
        if (members.isEmpty()) {
            world.delete(e);
            return;
        }
        if (!members.contains(squad.leader)) {
            squad.leader = members.get(0);
        }
        formation.middle(space, result);
        if (Math.abs(space.dx(result.x, squad.patrolX)) < 6f
                && Math.abs(space.dy(result.y, squad.patrolY)) < 6f) {
            squad.patrolX = dice.share() * space.width;
            squad.patrolY = dice.share() * space.height;
        }
        for (int i = 0; i < members.size(); i++) {
            int ship = members.get(i);
            formation.spread(mPosition.get(ship), space, result);
            Engine engine = mEngine.get(ship);
            engine.steer(engine.steerX + result.x, engine.steerY + result.y);
        }
    }
}
