package starfall.system;

import com.artemis.BaseSystem;
import com.artemis.ComponentMapper;
import com.artemis.Entity;
import com.artemis.managers.GroupManager;
import com.artemis.managers.TagManager;
import com.artemis.utils.ImmutableBag;

import starfall.Script;
import starfall.Session;
import starfall.Space;
import starfall.component.Fighter;
import starfall.component.Position;
import starfall.component.Station;
import starfall.component.Vec2;
import starfall.factory.Quarry;
import starfall.factory.Shipyard;

/** Does what the player did. */
public class ScriptSystem extends BaseSystem {
    private static final int TURRET_PRICE = 150;
    private static final int FIGHTER_PRICE = 60;
    private static final int NOVA_PRICE = 200;

    private final Script script;
    private final Session session;
    private final Space space;

    private ComponentMapper<Station> mStation;
    private ComponentMapper<Position> mPosition;
    private TagManager tags;
    private GroupManager groups;
    private Shipyard shipyard;
    private Quarry quarry;

    public ScriptSystem(Script script, Session session, Space space) {
        this.script = script;
        this.session = session;
        this.space = space;
    }

    @Override
    protected void processSystem() {
        if (script.length() == 0 || !tags.isRegistered("home")) {
            return;
        }
        int now = session.tick % script.length();
        for (Script.Move move : script.moves()) {
            if (move.tick() == now) {
                obey(move.order(), move.x() * space.width, move.y() * space.height);
            }
        }
    }

    private void obey(Script.Order order, float x, float y) {
        int home = tags.getEntityId("home");
        Station station = mStation.get(home);
        switch (order) {
            case BUILD -> {
                if (pay(station, TURRET_PRICE)) {
                    shipyard.turret(x, y, 1 + (int) (station.refined / 500) % 3);
                }
            }
            case LAUNCH -> {
                ImmutableBag<Entity> squads = groups.getEntities("wings");
                for (int i = 0; i < squads.size(); i += 4) {
                    if (pay(station, FIGHTER_PRICE)) {
                        Position at = mPosition.get(home);
                        shipyard.fighter(at.x, at.y + i, squads.get(i).getId());
                    }
                }
            }
            case NOVA -> {
                if (pay(station, NOVA_PRICE)) {
                    quarry.explosion(new Position(x, y), 16f, 60f);
                }
            }
            case RALLY -> rally(new Vec2(x, y));
            case DISMISS -> rally(null);
            case OVERDRIVE -> session.overdrive = 6f;
        }
    }

    private void rally(Vec2 to) {
        for (Entity wing : groups.getEntities("fighters")) {
            Fighter fighter = wing.getComponent(Fighter.class);
            if (fighter.slot % 2 == 0) {
                fighter.rally = to;
            }
        }
        session.score += to == null ? 1 : 0;
    }

    private static boolean pay(Station station, int price) {
        if (station.credits < price) {
            return false;
        }
        station.credits -= price;
        return true;
    }
}
