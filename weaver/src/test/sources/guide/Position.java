package guide;

import com.artemis.Component;

import dev.mayfly.ecs.Columns;

@Columns
public class Position extends Component {
    public float x, y;
}
