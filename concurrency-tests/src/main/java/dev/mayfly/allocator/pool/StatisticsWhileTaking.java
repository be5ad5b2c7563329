package dev.mayfly.allocator.pool;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Counters are read, without a lock, while the other thread takes and returns. */
@JCStressTest
@Outcome(id = "sound", expect = Expect.ACCEPTABLE, desc = "What was returned was taken before.")
@Outcome(expect = Expect.FORBIDDEN, desc = "More was returned than taken, or counters ran back.")
@State
public class StatisticsWhileTaking {

    private static final BlockPool POOL = BlockPool.create();

    /** More than a magazine holds, so that blocks are exchanged with the depot on both ways. */
    private final Block[] blocks = new Block[100];

    @Actor
    public void takeAndReturn() {
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = POOL.take(Blocks.BYTES);
        }
        for (Block block : blocks) {
            block.close();
        }
    }

    @Actor
    public void read(L_Result result) {
        BlockStatistics earlier = POOL.statistics().total();
        BlockStatistics later = POOL.statistics().total();
        boolean sound =
                earlier.live() >= 0
                        && later.live() >= 0
                        && later.taken() >= earlier.taken()
                        && later.returned() >= earlier.returned()
                        && later.peakLive() >= later.live();
        result.r1 = sound ? "sound" : earlier + " then " + later;
    }
}
