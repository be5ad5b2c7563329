package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.systems.IntervalIteratingSystem;

import starfall.Session;
import starfall.component.Cargo;
import starfall.component.Health;
import starfall.component.Station;

/** Stations turn ore into credits, and credits into score. */
public class RefinerySystem extends IntervalIteratingSystem {
    private final Session session;
    private ComponentMapper<Station> mStation;
    private ComponentMapper<Cargo> mCargo;
    private ComponentMapper<Health> mHealth;

    public RefinerySystem(Session session) {
        super(Aspect.all(Station.class, Cargo.class, Health.class), 1f);
        this.session = session;
    }

    @Override
    protected void process(int e) {
        Station station = mStation.get(e);
        Cargo cargo = mCargo.get(e);
        long worth = cargo.worth();
        station.refined += cargo.load();
        station.credits += worth;
        session.score += worth;
        cargo.iron = cargo.ice = cargo.gold = 0;
        station.docked.clear();
        if (station.alarms > 0 && mHealth.get(e).share() < 1f && station.credits > 50) {
            station.credits -= 50;
            station.alarms--;
            mHealth.get(e).heal(40f);
        }
    }
}
