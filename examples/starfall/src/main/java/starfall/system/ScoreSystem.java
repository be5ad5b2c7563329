package starfall.system;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.ComponentMapper;

import starfall.Session;
import starfall.component.Bounty;

/** Pays for raiders that are gone. */
public class ScoreSystem extends BaseEntitySystem {
    private final Session session;
    private ComponentMapper<Bounty> mBounty;

    public ScoreSystem(Session session) {
        super(Aspect.all(Bounty.class));
        this.session = session;
    }

    @Override
    protected void removed(int e) {
        session.score += mBounty.get(e).points;
        session.kills++;
    }

    @Override
    protected void processSystem() {
        session.overdrive = Math.max(0f, session.overdrive - world.delta);
    }
}
