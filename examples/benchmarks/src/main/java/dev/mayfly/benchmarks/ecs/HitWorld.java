package dev.mayfly.benchmarks.ecs;

import com.artemis.Aspect;
import com.artemis.AspectSubscriptionManager;
import com.artemis.Component;
import com.artemis.World;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A world of 10,000 entities of which 1,000 are hit each tick: one system gives them a component
 * with the damage, the next takes the damage from their health, and at the end of the tick no
 * entity has the component. Each tick hits the next 1,000. Belongs to one thread.
 */
@State(Scope.Thread)
public abstract class HitWorld implements AutoCloseable {

    static final int ENTITIES = 10_000;
    static final int HITS = 1_000;

    /** One entity in this many is hit, so the hit ones are scattered. */
    static final int STRIDE = ENTITIES / HITS;

    private static final List<Class<? extends Component>> MARKS =
            List.of(MarkA.class, MarkB.class, MarkC.class, MarkD.class, MarkE.class);

    /** A component that no entity has, so that there is something for aspects to exclude. */
    public static final class MarkA extends Component {}

    /** Like {@link MarkA}. */
    public static final class MarkB extends Component {}

    /** Like {@link MarkA}. */
    public static final class MarkC extends Component {}

    /** Like {@link MarkA}. */
    public static final class MarkD extends Component {}

    /** Like {@link MarkA}. */
    public static final class MarkE extends Component {}

    /** How many aspects the world's systems subscribe to, the one to all entities included. */
    @Param({"2", "100"})
    public int subscriptions;

    final int[] health = new int[ENTITIES];

    /** The first entity that the next tick hits. */
    private int next;

    /** Fills the world and subscribes. */
    @Setup
    public void populate() {
        for (int i = 0; i < ENTITIES; i++) {
            world().create();
        }
        AspectSubscriptionManager manager = world().getAspectSubscriptionManager();
        for (int i = 0; manager.getSubscriptions().size() < subscriptions; i++) {
            manager.get(aspect(i));
        }
        tick();
    }

    abstract World world();

    /** Hits a tenth of the entities, and leaves none with the component. */
    public final void tick() {
        next = (next + 1) % STRIDE;
        world().process();
    }

    final int next() {
        return next;
    }

    /** The damage that an entity takes when it is hit. */
    static int damage(int entity) {
        return 1 + entity % 7;
    }

    /** The health of all entities; it starts at 0. */
    final IntStream health() {
        return IntStream.of(health);
    }

    /** How many entities have the component now. */
    abstract int hits();

    @Override
    public void close() {
        world().dispose();
    }

    /** One of 243 aspects: each mark is either asked for, or excluded, or of no interest. */
    private static Aspect.Builder aspect(int number) {
        Aspect.Builder aspect = Aspect.all();
        int digits = number;
        for (Class<? extends Component> mark : MARKS) {
            switch (digits % 3) {
                case 1 -> aspect.exclude(mark);
                case 2 -> aspect.all(mark);
                default -> {}
            }
            digits /= 3;
        }
        return aspect;
    }
}
