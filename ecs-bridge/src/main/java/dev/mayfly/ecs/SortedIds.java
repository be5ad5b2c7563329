package dev.mayfly.ecs;

import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.ecs.internal.sort.LeastItems;
import dev.mayfly.ecs.internal.sort.RadixSort;
import dev.mayfly.ecs.internal.sort.SortItem;

/** Entity ids by the value of a column: each is packed with its value into one item to sort. */
final class SortedIds {

    private SortedIds() {}

    /** The items by ascending key, and id where keys are equal. */
    static Longs sorted(FrameArena frame, Longs items) {
        return RadixSort.sort(frame, items);
    }

    /** The key of the item at this index. */
    static int keyAt(Longs items, int index) {
        return SortItem.key(items.get(index));
    }

    /** An item for each id; its key ascends with the value, or descends. */
    static Longs items(FrameArena frame, IntBag bag, Floats column, boolean descending) {
        int[] ids = bag.getData();
        Longs items = frame.uninitializedLongs(bag.size());
        for (int i = 0; i < items.length(); i++) {
            float value = column.get(ids[i]);
            int key = descending ? SortItem.descending(value) : SortItem.ascending(value);
            items.set(i, SortItem.of(key, ids[i]));
        }
        return items;
    }

    static Longs items(FrameArena frame, IntBag bag, Ints column, boolean descending) {
        int[] ids = bag.getData();
        Longs items = frame.uninitializedLongs(bag.size());
        for (int i = 0; i < items.length(); i++) {
            int value = column.get(ids[i]);
            items.set(i, SortItem.of(descending ? ~value : value, ids[i]));
        }
        return items;
    }

    /** The index behind the last of the sorted items that have the key of one of them. */
    static int endOfKey(Longs sorted, int start) {
        int key = SortItem.key(sorted.get(start));
        int end = start + 1;
        while (end < sorted.length() && SortItem.key(sorted.get(end)) == key) {
            end++;
        }
        return end;
    }

    static void takeLeast(Longs items, Ints result) {
        LeastItems.toFront(items, result.length());
        takeNumbers(items, result);
    }

    static void takeNumbers(Longs items, Ints result) {
        for (int i = 0; i < result.length(); i++) {
            result.set(i, SortItem.number(items.get(i)));
        }
    }
}
