package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.systems.IntervalIteratingSystem;
import com.artemis.utils.IntBag;

import starfall.Space;
import starfall.component.Hull;
import starfall.component.Position;
import starfall.component.Sensor;
import starfall.component.Station;

/** Counts foes near guns and stations. */
public class SensorSystem extends IntervalIteratingSystem {
    private final Space space;
    private final IntBag near = new IntBag();

    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Sensor> mSensor;
    private ComponentMapper<Hull> mHull;
    private ComponentMapper<Station> mStation;
    private GridSystem gridSystem;

    public SensorSystem(Space space) {
        super(Aspect.all(Position.class, Sensor.class, Hull.class), 0.25f);
        this.space = space;
    }

    @Override
    protected void process(int e) {
        Position position = mPosition.get(e);
        Sensor sensor = mSensor.get(e);
        Hull own = mHull.get(e);
        gridSystem.grid().around(position, sensor.range, near);
        int count = 0;
        for (int i = 0; i < near.size(); i++) {
            int other = near.get(i);
            // A grid of this tick, but a system before this one may have deleted some of it.
            if (mHull.has(other)
                    && own.side.fights(mHull.get(other).side)
                    && position.within(sensor.range, mPosition.get(other), space)) {
                count++;
            }
        }
        sensor.note(count);
        if (mStation.has(e) && sensor.latest() > 5) {
            mStation.get(e).alarms++;
        }
    }
}
