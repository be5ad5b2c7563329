package dev.mayfly.ecs;

import com.artemis.Aspect;
import com.artemis.EntitySubscription;
import com.artemis.World;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.ecs.error.ForeignComponentException;
import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.internal.entity.Spans;
import dev.mayfly.ecs.internal.entity.WorldColumns;
import dev.mayfly.ecs.internal.world.BridgeSystem;

import org.jspecify.annotations.Nullable;

import java.util.function.IntPredicate;

/**
 * The entities of an aspect, in the shapes that systems want them in, with all results in frame
 * memory. Made once: injected into a field that has an aspect, or by {@link #of}.
 *
 * <pre>{@code
 * @All({Position.class, Health.class})
 * EntityQuery living; // injected
 *
 * Ints weakest = living.sortedBy(health.points);
 * }</pre>
 *
 * <p>A query sees what its subscription's {@code getEntities()} holds: in a system, the entities
 * that matched when its turn began, whatever it has created, deleted or changed since. In a
 * subscription listener that list may still be the one from before the change. Only entity ids come
 * out, and they ascend unless a method says otherwise.
 *
 * <p>Results come from the arena of the calling thread and live until the scope ends that was
 * innermost at the call: the end of the tick, of the turn of a {@link FrameScoped} system, or of a
 * scope that the caller opened. They are the caller's, who may overwrite them. Columns are read at
 * entity ids, so they are those of a {@link SoaComponent} that the aspect asks for, or others with
 * a row for each id; one of another world is refused with {@link ForeignComponentException}.
 * Temporary memory is attributed to a tag named "query".
 *
 * <p>Once the arena has seen its load no method allocates on the heap (in standard). A lambda that
 * captures something may be an object: keep a predicate that does in a field. All methods but
 * {@link #count} throw {@link NoFrameException} where the calling thread has no frame open, and
 * {@link LimitExceededException} where a result would pass the limit of a tag. To be used by the
 * thread that ticks the world, or by others while nothing changes the world.
 */
public final class EntityQuery {

    private static final Tag TAG = Tag.of("query");
    private static final int USUAL_LENGTH = 64;

    private final EntitySubscription subscription;
    private final FrameAllocator allocator;
    private final WorldColumns columns;

    /** Where results come from; null for the arena of the calling thread. */
    private @Nullable FrameArena arena;

    private EntityQuery(
            EntitySubscription subscription, FrameAllocator allocator, WorldColumns columns) {
        this.subscription = subscription;
        this.allocator = allocator;
        this.columns = columns;
    }

    /**
     * A query for code that nothing is injected into. Worth keeping: making one, and the aspect for
     * it, makes garbage. Like {@code AspectSubscriptionManager.get}, it starts a subscription if
     * this is the first to ask for the aspect, so it belongs before the first tick.
     *
     * @throws NoPluginException if the world has no {@link MayflyPlugin}
     */
    public static EntityQuery of(World world, Aspect.Builder aspect) {
        BridgeSystem bridge =
                BridgeSystem.of(
                        world,
                        BridgeSystem.class,
                        "An EntityQuery takes its results from frame memory");
        return new EntityQuery(
                world.getAspectSubscriptionManager().get(aspect),
                bridge.allocator(),
                bridge.stores().columns());
    }

    /** Takes results from this arena from now on; null for that of the calling thread. */
    void takeFrom(@Nullable FrameArena source) {
        arena = source;
    }

    private FrameArena arena() {
        FrameArena given = arena;
        return given != null ? given : allocator.arena();
    }

    /** How many entities there are. Needs no frame. */
    public int count() {
        return subscription.getEntities().size();
    }

    /** All entities. */
    public Ints entities() {
        IntBag bag = subscription.getEntities();
        int[] ids = bag.getData();
        Ints result = arena().uninitializedInts(bag.size());
        for (int i = 0; i < result.length(); i++) {
            result.set(i, ids[i]);
        }
        return result;
    }

    /**
     * All entities as spans, stretches of consecutive ids: for each the first id, and then the id
     * behind the last. See {@link SpanSystem} for what they are good for.
     */
    public IntList spans() {
        IntBag bag = subscription.getEntities();
        int[] ids = bag.getData();
        int count = bag.size();
        IntList result = arena().intList(USUAL_LENGTH);
        for (int done = 0; done < count; ) {
            int end = Spans.end(ids, done, count);
            result.add(ids[done]);
            result.add(ids[end - 1] + 1);
            done = end;
        }
        return result;
    }

    /** The entities that a predicate holds for. It is asked once for each. */
    public IntList select(IntPredicate predicate) {
        IntBag bag = subscription.getEntities();
        int[] ids = bag.getData();
        int count = bag.size();
        IntList result = arena().intList(USUAL_LENGTH);
        for (int i = 0; i < count; i++) {
            if (predicate.test(ids[i])) {
                result.add(ids[i]);
            }
        }
        return result;
    }

    /**
     * Parts the entities into those that a predicate holds for and the others. It is asked once for
     * each.
     *
     * @param matching a list for the ones; what it held is dropped
     * @param others a list for the others; what it held is dropped
     * @throws IllegalArgumentException if both are the same list
     * @throws ReentryException if the predicate has changed how much is in the lists
     * @throws ExpiredException if the scope of a list has ended
     */
    @SuppressWarnings("ReferenceEquality") // lists have no equality but that
    public void partition(IntPredicate predicate, IntList matching, IntList others) {
        if (matching == others) {
            throw new IllegalArgumentException(
                    "partition was given one list for both parts; give it two.");
        }
        IntBag bag = subscription.getEntities();
        int[] ids = bag.getData();
        int count = bag.size();
        matching.clear();
        others.clear();
        for (int i = 0; i < count; i++) {
            IntList part = predicate.test(ids[i]) ? matching : others;
            part.add(ids[i]);
        }
        if (matching.length() + others.length() != count) {
            throw new ReentryException(
                    "A list that EntityQuery.partition was filling was changed by the predicate."
                            + " What is in the lists is no partition. Have the predicate test, and"
                            + " nothing else.");
        }
    }

    /**
     * All entities by ascending value of a column, in the order of {@link Float#compare}: -0 before
     * 0, NaN last. Equal values by ascending id. Takes time linear in the number of entities.
     */
    public Ints sortedBy(Floats column) {
        columns.requireNotForeign(column, "EntityQuery.sortedBy");
        IntBag bag = subscription.getEntities();
        FrameArena frame = arena();
        Ints result = frame.uninitializedInts(bag.size());
        try (FrameScope _ = frame.scope(TAG)) {
            Longs items = SortedIds.items(frame, bag, column, false);
            SortedIds.takeNumbers(SortedIds.sorted(frame, items), result);
        }
        return result;
    }

    /** All entities by ascending value of a column; as {@link #sortedBy(Floats)}. */
    public Ints sortedBy(Ints column) {
        columns.requireNotForeign(column, "EntityQuery.sortedBy");
        IntBag bag = subscription.getEntities();
        FrameArena frame = arena();
        Ints result = frame.uninitializedInts(bag.size());
        try (FrameScope _ = frame.scope(TAG)) {
            Longs items = SortedIds.items(frame, bag, column, false);
            SortedIds.takeNumbers(SortedIds.sorted(frame, items), result);
        }
        return result;
    }

    /**
     * Groups the entities by the value of a column. Takes time linear in their number.
     *
     * @param groups what holds the groups from then on, until the innermost scope ends
     */
    public void groupBy(Ints column, Groups groups) {
        columns.requireNotForeign(column, "EntityQuery.groupBy");
        IntBag bag = subscription.getEntities();
        FrameArena frame = arena();
        Ints entities = frame.uninitializedInts(bag.size());
        IntList keys = frame.intList(USUAL_LENGTH);
        IntList starts = frame.intList(USUAL_LENGTH);
        IntList ends = frame.intList(USUAL_LENGTH);
        try (FrameScope _ = frame.scope(TAG)) {
            Longs sorted = SortedIds.sorted(frame, SortedIds.items(frame, bag, column, false));
            SortedIds.takeNumbers(sorted, entities);
            for (int start = 0; start < sorted.length(); ) {
                int end = SortedIds.endOfKey(sorted, start);
                keys.add(SortedIds.keyAt(sorted, start));
                starts.add(start);
                ends.add(end);
                start = end;
            }
        }
        groups.fill(entities, keys, starts, ends);
    }

    /**
     * The {@code k} entities with the greatest values of a column, greatest first, in the order of
     * {@link Float#compare} but that NaN is less than everything. Of equal values the entity with
     * the lower id comes first. All entities if there are no more than {@code k}.
     *
     * <p>Where {@code k} is small most entities cost one compare; where it is not, {@link
     * #sortedBy(Floats)} is faster.
     *
     * @throws InvalidSizeException if {@code k} is negative
     */
    public Ints topK(Floats column, int k) {
        columns.requireNotForeign(column, "EntityQuery.topK");
        IntBag bag = subscription.getEntities();
        FrameArena frame = arena();
        Ints result = frame.uninitializedInts(Math.min(k, bag.size()));
        if (result.length() > 0) {
            try (FrameScope _ = frame.scope(TAG)) {
                SortedIds.takeLeast(SortedIds.items(frame, bag, column, true), result);
            }
        }
        return result;
    }

    /**
     * The {@code k} entities with the greatest values of a column; as {@link #topK(Floats, int)}.
     *
     * @throws InvalidSizeException if {@code k} is negative
     */
    public Ints topK(Ints column, int k) {
        columns.requireNotForeign(column, "EntityQuery.topK");
        IntBag bag = subscription.getEntities();
        FrameArena frame = arena();
        Ints result = frame.uninitializedInts(Math.min(k, bag.size()));
        if (result.length() > 0) {
            try (FrameScope _ = frame.scope(TAG)) {
                SortedIds.takeLeast(SortedIds.items(frame, bag, column, true), result);
            }
        }
        return result;
    }
}
