package starfall.system;

import com.artemis.BaseSystem;

import java.util.ArrayList;
import java.util.List;

/** Does things when all else of the tick is done. */
public class AfterTick extends BaseSystem {
    private final List<Runnable> actions = new ArrayList<>();

    public void add(Runnable action) {
        actions.add(action);
    }

    @Override
    protected void processSystem() {
        for (Runnable action : actions) {
            action.run();
        }
        actions.clear();
    }
}
