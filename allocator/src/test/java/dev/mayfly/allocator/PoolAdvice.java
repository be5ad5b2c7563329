package dev.mayfly.allocator;

import static dev.mayfly.allocator.Advice.raw;
import static dev.mayfly.allocator.SafetyLevel.CHECKED;
import static dev.mayfly.allocator.SafetyLevel.PARANOID;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.CorruptedMemoryException;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ForeignObjectException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.allocator.error.ReturnedTwiceException;
import dev.mayfly.allocator.error.StaleHandleException;
import dev.mayfly.allocator.pool.Block;
import dev.mayfly.allocator.pool.BlockPool;
import dev.mayfly.allocator.pool.ObjectPool;
import dev.mayfly.allocator.pool.SlotTable;
import dev.mayfly.allocator.pool.Slots;

import java.lang.foreign.ValueLayout;

/** Misuse of pools. */
final class PoolAdvice {

    private PoolAdvice() {}

    static Advice cases() {
        return new Advice()
                .add(
                        InvalidSizeException.class,
                        "A block of -1 bytes was asked for; use 0 to ",
                        on -> withPool(pool -> pool.take(-1)),
                        on -> withPool(pool -> pool.take(0).close()))
                .add(
                        ReturnedTwiceException.class,
                        "Return each block once, where its last user is done.",
                        on ->
                                withPool(
                                        pool -> {
                                            Block block = pool.take(8);
                                            block.close();
                                            block.close();
                                        }),
                        on -> withPool(pool -> pool.take(8).close()))
                .add(
                        ExpiredException.class,
                        "Take a block anew, or return it where its last user is done.",
                        on ->
                                withPool(
                                        pool -> {
                                            Block block = pool.take(8);
                                            block.close();
                                            block.segment();
                                        }),
                        on ->
                                withPool(
                                        pool -> {
                                            Block block = pool.take(8);
                                            block.segment();
                                            block.close();
                                        }))
                .add(
                        AllocatorClosedException.class,
                        "Close it after the last take.",
                        on ->
                                withPool(
                                        pool -> {
                                            pool.close();
                                            pool.take(8);
                                        }),
                        on -> withPool(pool -> pool.take(8)))
                .from(
                        PARANOID,
                        CorruptedMemoryException.class,
                        "look at what this one and its neighbours were given to.",
                        on -> withPool(pool -> writeBeside(pool.take(8), 8)),
                        on -> withPool(pool -> writeBeside(pool.take(16), 8)))
                .from(
                        PARANOID,
                        CorruptedMemoryException.class,
                        "it is free again.",
                        on ->
                                withPool(
                                        pool -> {
                                            for (int i = 0; i < 2_000; i++) {
                                                Block block = pool.take(8);
                                                long address = block.segment().address();
                                                block.close();
                                                raw(address, 8).fill((byte) i);
                                            }
                                        }),
                        on ->
                                withPool(
                                        pool -> {
                                            for (int i = 0; i < 2_000; i++) {
                                                Block block = pool.take(8);
                                                block.segment().fill((byte) i);
                                                block.close();
                                            }
                                        }))
                .add(
                        InvalidSizeException.class,
                        "objects; use 1 or more.",
                        on -> ObjectPool.of(Object::new).bound(0),
                        on -> ObjectPool.of(Object::new).bound(1).build())
                .add(
                        InvalidSizeException.class,
                        "objects; use 0 or more.",
                        on -> ObjectPool.of(Object::new).prefill(-1),
                        on -> ObjectPool.of(Object::new).prefill(0).build())
                .add(
                        InvalidSizeException.class,
                        "raise the bound or fill it with less.",
                        on -> ObjectPool.of(Object::new).bound(1).prefill(2).build(),
                        on -> {
                            ObjectPool.of(Object::new).bound(2).prefill(2).build();
                            ObjectPool.of(Object::new).bound(1).prefill(1).build();
                        })
                .from(
                        CHECKED,
                        ForeignObjectException.class,
                        "Return an object to the pool that it was taken from.",
                        on -> ObjectPool.of(Object::new).build().give(new Object()),
                        on -> {
                            ObjectPool<Object> pool = ObjectPool.of(Object::new).build();
                            pool.give(pool.take());
                        })
                .from(
                        CHECKED,
                        ReturnedTwiceException.class,
                        "Return each object once, where its last user is done.",
                        on -> {
                            ObjectPool<Object> pool = ObjectPool.of(Object::new).build();
                            Object object = pool.take();
                            pool.give(object);
                            pool.give(object);
                        },
                        on -> {
                            ObjectPool<Object> pool = ObjectPool.of(Object::new).build();
                            pool.give(pool.take());
                            pool.give(pool.take());
                        })
                .add(
                        ReentryException.class,
                        "and change them after removeIf has returned.",
                        on -> {
                            Slots<String> slots = new Slots<>();
                            slots.add("a");
                            slots.removeIf(each -> slots.add("b") > 0);
                        },
                        on -> {
                            Slots<String> slots = new Slots<>();
                            slots.add("a");
                            slots.removeIf(each -> true);
                            slots.add("b");
                        })
                .add(
                        OutOfBoundsException.class,
                        "positions are 0 to the size less 1.",
                        on -> new SlotTable().handleAt(0),
                        on -> {
                            SlotTable table = new SlotTable();
                            table.add();
                            table.handleAt(0);
                        })
                .add(
                        StaleHandleException.class,
                        "Ask contains() where a row may be gone, and drop its handle with it.",
                        on -> {
                            SlotTable table = new SlotTable();
                            long handle = table.add();
                            table.remove(handle);
                            table.position(handle);
                        },
                        on -> {
                            SlotTable table = new SlotTable();
                            long handle = table.add();
                            table.remove(handle);
                            assertThat(table.contains(handle)).isFalse();
                        });
    }

    private static void writeBeside(Block block, int at) {
        raw(block.segment().address(), at + 1).set(ValueLayout.JAVA_BYTE, at, (byte) 7);
        block.close();
    }

    private interface Use {
        void of(BlockPool pool);
    }

    private static void withPool(Use use) {
        try (BlockPool pool = BlockPool.create()) {
            use.of(pool);
        }
    }
}
