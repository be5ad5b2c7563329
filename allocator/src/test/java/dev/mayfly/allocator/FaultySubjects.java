package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.error.MayflyException;
import dev.mayfly.allocator.pool.Block;
import dev.mayfly.allocator.pool.BlockPool;
import dev.mayfly.allocator.source.MemorySource;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.allocator.team.TeamFrame;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** What is run over a source that fails, one frame after the other. */
enum FaultySubjects {
    RING,
    SCRATCH,
    PROMOTED_SLICES,
    ROWS,
    PROMOTED_ROWS,
    TEAM,
    POOL;

    /** Something that goes on frame by frame. */
    interface Subject extends AutoCloseable {

        /** Takes memory, writes it, and checks what it holds; throws what a request throws. */
        void frame();

        /** Checks that nothing is in use. */
        void assertAtRest();

        @Override
        void close();
    }

    Subject over(MemorySource source) {
        return switch (this) {
            case RING -> new Ring(source);
            case SCRATCH -> new Across(source);
            case PROMOTED_SLICES -> new Slices(source);
            case ROWS -> new RowsOfAFrame(source);
            case PROMOTED_ROWS -> new RowsThatLeave(source);
            case TEAM -> new Team(source);
            case POOL -> new Blocks(source);
        };
    }

    private static void takeAndCheck(FrameArena arena, int seed) {
        List<MemorySegment> slices = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            MemorySegment slice = arena.allocate(10_000, 64);
            slice.fill((byte) (seed + i));
            slices.add(slice);
        }
        for (int i = 0; i < slices.size(); i++) {
            assertThat(slices.get(i).get(ValueLayout.JAVA_BYTE, 9_999))
                    .isEqualTo((byte) (seed + i));
        }
    }

    private abstract static class OfAllocator implements Subject {
        final FrameAllocator memory;

        OfAllocator(MemorySource source) {
            memory = FrameAllocator.create(source);
        }

        @Override
        public void assertAtRest() {
            assertThat(memory.promoted()).isEmpty();
            assertThat(memory.arena().depth()).isZero();
            assertThat(memory.arena().used()).isZero();
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    private static final class Ring extends OfAllocator {
        private final FrameRing ring = memory.ring("ring", 2);
        private int frames;

        Ring(MemorySource source) {
            super(source);
        }

        @Override
        public void frame() {
            FrameArena arena = ring.begin();
            try {
                takeAndCheck(arena, frames++);
            } finally {
                ring.end();
            }
        }

        @Override
        public void assertAtRest() {
            super.assertAtRest();
            assertThat(ring.isOpen()).isFalse();
        }

        @Override
        public void close() {
            ring.close();
            super.close();
        }
    }

    private static final class Across extends OfAllocator {
        private final Scratch scratch = memory.scratch("scratch");

        Across(MemorySource source) {
            super(source);
        }

        @Override
        public void frame() {
            try {
                takeAndCheck(scratch.arena(), 1);
                takeAndCheck(scratch.arena(), 2);
            } finally {
                scratch.reset();
            }
        }

        @Override
        public void assertAtRest() {
            super.assertAtRest();
            assertThat(scratch.arena().used()).isZero();
        }

        @Override
        public void close() {
            scratch.close();
            super.close();
        }
    }

    private static final class Slices extends OfAllocator {
        Slices(MemorySource source) {
            super(source);
        }

        @Override
        public void frame() {
            List<Promotion<MemorySegment>> kept = new ArrayList<>();
            try {
                try (FrameScope tick = memory.arena().begin()) {
                    for (int i = 0; i < 5; i++) {
                        MemorySegment slice = memory.arena().allocate(1_000 << i);
                        slice.fill((byte) i);
                        kept.add(memory.arena().promote(slice));
                    }
                }
                for (int i = 0; i < kept.size(); i++) {
                    assertThat(kept.get(i).get().get(ValueLayout.JAVA_BYTE, 999))
                            .isEqualTo((byte) i);
                }
            } finally {
                kept.forEach(Promotion::close);
            }
        }
    }

    private static final class RowsOfAFrame extends OfAllocator {
        private final FrameRows<Thing.Rows> source = memory.arena().rows(Thing.Rows::new);

        /** So that each frame outgrows what the one before has left. */
        private int most = 20_000;

        RowsOfAFrame(MemorySource source) {
            super(source);
        }

        @Override
        public void frame() {
            most *= 2;
            try (FrameScope tick = memory.arena().begin()) {
                Thing.Rows rows = source.take();
                while (rows.size() < most) {
                    addOne(rows);
                }
            }
        }

        /** Where it fails the rows are as they were. */
        static void addOne(Thing.Rows rows) {
            int size = rows.size();
            try {
                int row = rows.addRow();
                rows.number.set(row, row);
                rows.nativeNumber.set(row, row);
            } catch (MayflyException thrown) {
                assertThat(rows.size()).isEqualTo(size);
                assertThat(rows.number.length()).isEqualTo(size);
                assertThat(rows.nativeNumber.length()).isEqualTo(size);
                for (int row = 0; row < size; row++) {
                    if (rows.number.get(row) != row || rows.nativeNumber.get(row) != row) {
                        throw new AssertionError("row " + row + " of " + rows, thrown);
                    }
                }
                throw thrown;
            }
        }
    }

    private static final class RowsThatLeave extends OfAllocator {
        private final FrameRows<Thing.Rows> source = memory.arena().rows(Thing.Rows::new);
        private int most = 500;

        RowsThatLeave(MemorySource source) {
            super(source);
        }

        @Override
        public void frame() {
            most *= 2;
            Promotion<Thing.Rows> kept;
            try (FrameScope tick = memory.arena().begin()) {
                Thing.Rows rows = source.take();
                RowsOfAFrame.addOne(rows);
                kept = source.promote(rows);
            }
            try (kept) {
                while (kept.get().size() < most) {
                    RowsOfAFrame.addOne(kept.get());
                }
            }
        }
    }

    private static final class Team extends OfAllocator {
        private static final int WORKERS = 2;

        private final FrameTeam team = FrameTeam.create(memory, WORKERS);

        Team(MemorySource source) {
            super(source);
        }

        @Override
        public void frame() {
            try (TeamFrame tick = team.begin()) {
                team.parallelFor(0, 6, 1, (from, to, arena, worker) -> takeAndCheck(arena, from));
            }
        }

        @Override
        public void assertAtRest() {
            super.assertAtRest();
            team.begin().close(); // refused where a frame is open
            assertThat(team.used()).isZero();
            for (int i = 0; i < WORKERS; i++) {
                assertThat(team.arena(i).depth()).isZero();
            }
        }

        @Override
        public void close() {
            team.close();
            super.close();
        }
    }

    private static final class Blocks implements Subject {
        private final BlockPool pool;

        Blocks(MemorySource source) {
            pool = BlockPool.create(source);
        }

        @Override
        public void frame() {
            List<Block> blocks = new ArrayList<>();
            try {
                for (long size : new long[] {8, 64, 1_000, 4_096, 100_000}) {
                    for (int i = 0; i < 40; i++) {
                        Block block = pool.take(size);
                        blocks.add(block);
                        block.segment().fill((byte) i);
                    }
                }
                for (int i = 0; i < blocks.size(); i++) {
                    if (blocks.get(i).segment().get(ValueLayout.JAVA_BYTE, 7) != (byte) (i % 40)) {
                        throw new AssertionError("block " + i + " is another's");
                    }
                }
            } finally {
                blocks.forEach(Block::close);
            }
        }

        @Override
        public void assertAtRest() {
            assertThat(pool.statistics().total().liveBytes()).isZero();
        }

        @Override
        public void close() {
            pool.close();
        }
    }
}
