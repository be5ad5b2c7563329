package dev.mayfly.allocator.everything;

/** What a step does, and how often it is drawn. */
enum Kind {
    BEGIN(4),
    SCOPE(8),
    CLOSE(9),
    CLOSE_OUTER(2),
    UNWIND(1),
    MARK(4),
    REWIND(3),
    ON_CLOSE(4),

    INTS(6),
    RAW_LONGS(4),
    BYTES(4),
    SEVERAL(2),
    LIST(4),
    MAP(3),
    OBJECT_LIST(3),
    OBJECT(6),
    ROWS(4),
    SLICE(7),
    SHARED_SLICE(2),

    GROW(6),
    WRITE(5),
    SORT(2),

    PROMOTE(4),
    CLOSE_PROMOTED(4),
    SEND(5),
    RECEIVE(5),
    DISCARD(2),

    RING_BEGIN(4),
    RING_END(4),
    RING_CLOSE(1),
    READ_RING(2),
    SCRATCH_RESET(2),
    SCRATCH_CLOSE(1),

    TEAM_BEGIN(4),
    TEAM_LOOP(5),
    TEAM_END(3),
    TEAM_CLOSE(1),

    BLOCK_TAKE(5),
    BLOCK_CLOSE(4),
    BLOCK_STALE(2),
    POOL_TAKE(5),
    POOL_GIVE(5),
    POOL_MISUSE(2),
    SLOT_ADD(3),
    SLOT_REMOVE(2),
    SLOT_STALE(1),
    SLOT_REMOVE_IF(2),

    SOURCE(3),
    LIMIT_NATIVE(1),
    EVICTOR(3),
    SOFT_LISTENER(1),

    TRIM(1),
    QUIET_FRAMES(2),
    LOOK_AT_IDLE(1),
    USE_ENDED(5),
    FOREIGN(2),
    DIE(1);

    final int weight;

    Kind(int weight) {
        this.weight = weight;
    }
}
