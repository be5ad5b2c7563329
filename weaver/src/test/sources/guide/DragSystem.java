package guide;

import com.artemis.annotations.All;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.ComponentColumns;
import dev.mayfly.ecs.SpanSystem;

@All({Position.class, Velocity.class})
public class DragSystem extends SpanSystem {
    Floats x;

    @Override
    protected void initialize() {
        x = ComponentColumns.of(world, Velocity.class).floats("x");
    }

    @Override
    protected void processSpan(int from, int to) {
        for (int e = from; e < to; e++) {
            x.set(e, x.get(e) * 0.9f);
        }
    }
}
