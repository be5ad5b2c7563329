package starfall.component;

import com.artemis.Component;

import java.util.ArrayList;
import java.util.List;

/** What is left of something that is shot. */
public class Loot extends Component implements Stateful {
    public List<OreKind> kinds = new ArrayList<>();
    public int pieces = 1;

    public Loot() {}

    public Loot(int pieces, OreKind... kinds) {
        this.pieces = pieces;
        this.kinds.addAll(List.of(kinds));
    }

    @Override
    public void digest(Digest digest) {
        digest.add(pieces);
        for (OreKind kind : kinds) {
            digest.add(kind);
        }
    }
}
