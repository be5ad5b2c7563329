package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What waits for an arena that lacks it, how much of it, and how long. */
class SurplusTest extends ArenaFixture {

    private static final int MIB_CLASS = 20;

    private static final long MIB = 1 << MIB_CLASS;

    private final Surplus surplus = new Surplus();

    @BeforeEach
    void onlyWhereStorageIsUsedAgain() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
    }

    private void give(int count) {
        BufferRack rack = arena.racks.get(RackType.BYTES);
        for (int i = 0; i < count; i++) {
            BufferHandle spare = rack.make(rack.provideClass(MIB_CLASS));
            surplus.give(new Parcel<>(rack.type, spare));
        }
    }

    private BufferHandle take() {
        return surplus.take(RackType.BYTES, MIB_CLASS);
    }

    @Test
    void itKeepsWhatItIsGivenUpToAnAmountAndCountsIt() {
        give(3);
        assertThat(surplus.bytes()).isEqualTo(3 * MIB);
        assertThat(take()).isNotNull();
        assertThat(surplus.bytes()).isEqualTo(2 * MIB);
        give(30);
        assertThat(surplus.bytes()).isEqualTo(Surplus.RETAINED_BYTES);
        List<BufferHandle> taken = new ArrayList<>();
        for (BufferHandle next = take(); next != null; next = take()) {
            taken.add(next);
        }
        assertThat(taken).hasSize((int) (Surplus.RETAINED_BYTES / MIB)).doesNotHaveDuplicates();
        assertThat(surplus.bytes()).isZero();
    }

    @Test
    void anotherTypeOrSizeIsNotHandedOut() {
        give(1);
        assertThat(surplus.take(RackType.INTS, MIB_CLASS)).isNull();
        assertThat(surplus.take(RackType.BYTES, MIB_CLASS - 1)).isNull();
        assertThat(take()).isNotNull();
    }

    @Test
    void aReviewLetsGoOfWhatNobodyHasWantedSinceTheOneBefore() {
        give(5);
        surplus.review();
        assertThat(surplus.bytes()).as("all came since").isEqualTo(5 * MIB);
        take();
        take();
        give(2);
        surplus.review();
        assertThat(surplus.bytes()).as("two were wanted").isEqualTo(2 * MIB);
        surplus.review();
        assertThat(surplus.bytes()).isZero();
        assertThat(take()).isNull();
    }
}
