package starfall.factory;

import com.artemis.Component;
import com.artemis.EntityEdit;
import com.artemis.World;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a kind of thing is made of. */
public final class Blueprint {
    private final List<Supplier<? extends Component>> parts = new ArrayList<>();

    public Blueprint part(Supplier<? extends Component> part) {
        parts.add(part);
        return this;
    }

    /** Builds one; more components may be given, beside those of the blueprint. */
    public int build(World world, Component... more) {
        EntityEdit edit = world.createEntity().edit();
        for (Component component : more) {
            edit.add(component);
        }
        for (Supplier<? extends Component> part : parts) {
            edit.add(part.get());
        }
        return edit.getEntityId();
    }
}
