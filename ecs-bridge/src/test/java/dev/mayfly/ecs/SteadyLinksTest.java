package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.World;
import com.artemis.link.EntityLinkManager;
import com.artemis.link.LinkAdapter;
import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.LinkTwin.SoaAim;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

/** Following links of columns makes no garbage; that of fields does, as they are read boxed. */
class SteadyLinksTest extends WorldTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ENTITIES = 500;

    private final EntityLinkManager links = new EntityLinkManager();
    private final World world = world(links);
    private final SoaMapper<SoaAim> aims = mapper(world, SoaAim.class);
    private int changes;
    private int shift;

    @Test
    void aSteadyTickAllocatesNothingOnTheHeap() {
        assumeTrue(!Safety.CHECKED);
        links.register(
                SoaAim.class,
                new LinkAdapter() {
                    @Override
                    public void onTargetChanged(int sourceId, int targetId, int oldTargetId) {
                        changes++;
                    }
                });
        for (int i = 0; i < ENTITIES; i++) {
            aims.create(world.create());
        }
        bytesOfTicks(5_000);
        changes = 0;

        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            least = Math.min(least, bytesOfTicks(200));
        }

        assertThat(least).isZero();
        assertThat(changes).isEqualTo(5 * 200 * ENTITIES);
    }

    private long bytesOfTicks(int ticks) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ticks; i++) {
            shift++;
            for (int entity = 0; entity < ENTITIES; entity++) {
                aims.store().target.set(entity, (entity + shift) % ENTITIES);
            }
            world.process();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
