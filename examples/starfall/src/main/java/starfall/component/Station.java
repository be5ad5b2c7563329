package starfall.component;

import com.artemis.Component;
import com.artemis.annotations.EntityId;
import com.artemis.utils.IntBag;

public class Station extends Component implements Stateful {
    public long credits;
    public double refined;
    public int alarms;
    @EntityId public IntBag docked = new IntBag();

    @Override
    public void digest(Digest digest) {
        digest.add(credits).add(refined).add(alarms).add(docked.size());
    }
}
