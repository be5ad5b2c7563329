package starfall.system;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.ComponentMapper;
import com.artemis.managers.GroupManager;
import com.artemis.managers.PlayerManager;
import com.artemis.managers.TeamManager;

import starfall.component.Allegiance;
import starfall.component.Fighter;
import starfall.component.Sprite;
import starfall.factory.Shipyard;

/** Tells the managers of players and groups of what is new. */
public class AllegianceSystem extends BaseEntitySystem {
    private ComponentMapper<Allegiance> mAllegiance;
    private ComponentMapper<Fighter> mFighter;
    private ComponentMapper<Sprite> mSprite;
    private PlayerManager players;
    private TeamManager teams;
    private GroupManager groups;

    public AllegianceSystem() {
        super(Aspect.all(Allegiance.class));
    }

    @Override
    protected void initialize() {
        teams.setTeam(Shipyard.GUILD, "humans");
        teams.setTeam(Shipyard.CLAN, "outlaws");
    }

    @Override
    protected void inserted(int e) {
        players.setPlayer(world.getEntity(e), mAllegiance.get(e).player);
        if (mFighter.has(e) && !groups.isInGroup(e, "fighters")) {
            groups.add(e, "fighters");
        }
    }

    public String teamOf(int e) {
        return teams.getTeam(players.getPlayer(world.getEntity(e)));
    }

    @Override
    protected void processSystem() {
        for (com.artemis.Entity ship : players.getEntitiesOfPlayer(Shipyard.CLAN)) {
            Sprite sprite = mSprite.get(ship);
            sprite.blink = !sprite.blink;
        }
    }
}
