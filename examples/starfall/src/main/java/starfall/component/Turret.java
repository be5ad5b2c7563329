package starfall.component;

import com.artemis.Component;
import com.artemis.annotations.EntityId;

public class Turret extends Component implements Stateful {
    @EntityId public int target = -1;
    public Vec2 bearing = new Vec2(1f, 0f);
    public byte level = 1;
    public float heat;
    public boolean jammed;

    public Turret() {}

    public Turret(int level) {
        this.level = (byte) level;
    }

    @Override
    public void digest(Digest digest) {
        digest.link(target).add(bearing.x).add(bearing.y).add(level).add(heat).add(jammed);
    }
}
