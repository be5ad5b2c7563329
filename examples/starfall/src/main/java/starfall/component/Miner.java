package starfall.component;

import com.artemis.Component;
import com.artemis.annotations.EntityId;

public class Miner extends Component implements Stateful {
    public enum Task {
        SEEK,
        APPROACH,
        DRILL,
        RETURN,
        FLEE
    }

    public Task task = Task.SEEK;
    @EntityId public int rock = -1;
    @EntityId public int home = -1;
    public float wait;
    public float drill = 8f;
    public int trips;

    public Miner() {}

    public Miner(int home) {
        this.home = home;
    }

    public Miner to(Task next) {
        task = next;
        wait = 0f;
        return this;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(task).link(rock).link(home).add(wait).add(drill).add(trips);
    }
}
