package guide;

import com.artemis.Component;

import dev.mayfly.ecs.Columns;

@Columns
public class Velocity extends Component {
    public float x, y;

    public Velocity() {}

    public Velocity(float x, float y) {
        this.x = x;
        this.y = y;
    }

    public Velocity scale(float by) {
        x *= by;
        y *= by;
        return this;
    }
}
