package dev.mayfly.ecs.internal.world;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.utils.ImmutableBag;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.internal.entity.Generations;
import dev.mayfly.ecs.internal.store.SoaStores;

import org.jspecify.annotations.Nullable;

/** What one world has of the bridge, as a system: whoever has the world finds it there. */
public abstract class BridgeSystem extends PassiveSystem {

    /** That of a world. */
    protected BridgeSystem() {}

    /**
     * That of a world, which may be still in the making.
     *
     * @param need what it is asked for, to begin a message with
     * @throws NoPluginException if the world has none
     */
    public static <B extends BridgeSystem> B of(World world, Class<B> type, String need) {
        B found = find(world, type);
        if (found == null) {
            throw new NoPluginException(need);
        }
        return found;
    }

    /** That of a world, which may be still in the making; null if it has none. */
    public static <B extends BridgeSystem> @Nullable B find(World world, Class<B> type) {
        // By index: a bag has one iterator, which whoever calls this may be in the middle of using.
        ImmutableBag<BaseSystem> systems = world.getSystems();
        for (int i = 0; i < systems.size(); i++) {
            if (type.isInstance(systems.get(i))) {
                return type.cast(systems.get(i));
            }
        }
        return null;
    }

    /** Where the world's memory comes from. */
    public abstract FrameAllocator allocator();

    /** The stores of its components in columns. */
    public abstract SoaStores stores();

    /** Which entity has an id now, of those that had it one after the other. */
    public abstract Generations generations();

    /** An image, of nothing at first, of what it carries from tick to tick beside components. */
    public abstract CarriedImage newCarriedImage();

    /** What may be done between two of its ticks. */
    public abstract RestingWorld betweenTicks();
}
