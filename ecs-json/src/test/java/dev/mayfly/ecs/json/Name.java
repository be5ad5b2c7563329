package dev.mayfly.ecs.json;

import com.artemis.Component;
import com.artemis.Entity;
import com.artemis.annotations.EntityId;

/** A plain component, with links of both kinds. */
public class Name extends Component {

    public String text = "nobody";
    public Entity friend;
    @EntityId public int parent = -1;
}
