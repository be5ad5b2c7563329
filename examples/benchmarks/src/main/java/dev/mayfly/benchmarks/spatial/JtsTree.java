package dev.mayfly.benchmarks.spatial;

import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The STR-packed R-tree of JTS, new in each op; it answers boxes, and distances are tested after.
 */
@State(Scope.Thread)
public class JtsTree implements NearSearch {

    private final Crowd crowd = new Crowd();

    /** Made by JMH. */
    public JtsTree() {}

    @Override
    public long neighbors() {
        return search(false);
    }

    @Override
    public long pairs() {
        return search(true);
    }

    /** Takes what is near each entity; where a pair counts once, only what has a greater id. */
    private long search(boolean once) {
        STRtree tree = new STRtree();
        for (int e = 0; e < Crowd.COUNT; e++) {
            tree.insert(new Envelope(crowd.x[e], crowd.x[e], crowd.y[e], crowd.y[e]), e);
        }
        tree.build();
        long[] sum = {0};
        for (int e = 0; e < Crowd.COUNT; e++) {
            int self = e;
            int above = once ? e : -1;
            double x = crowd.x[e];
            double y = crowd.y[e];
            Envelope around =
                    new Envelope(
                            x - Crowd.REACH, x + Crowd.REACH, y - Crowd.REACH, y + Crowd.REACH);
            tree.query(
                    around,
                    item -> {
                        int other = (Integer) item;
                        if (other != self
                                && other > above
                                && Crowd.isNear(x, y, crowd.x[other], crowd.y[other])) {
                            sum[0] += NearSearch.hash(self, other);
                        }
                    });
        }
        return sum[0];
    }
}
