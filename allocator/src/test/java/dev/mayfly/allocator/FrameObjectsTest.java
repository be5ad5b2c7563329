package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.LeakedException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.NotInFrameException;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

class FrameObjectsTest extends ArenaFixture {

    private static final class Contact {
        int first = -1;

        void reset() {
            first = -1;
        }
    }

    private final List<Contact> made = new ArrayList<>();

    private final FrameObjects<Contact> contacts = arena.objects(this::make, Contact::reset);

    private Contact make() {
        Contact contact = new Contact();
        made.add(contact);
        return contact;
    }

    @Test
    void aFrameIsHandedDistinctObjectsAndTheNextOneTheSameAgainReset() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        for (int frame = 0; frame < 3; frame++) {
            try (FrameScope tick = arena.begin()) {
                for (int i = 0; i < 100; i++) {
                    Contact contact = contacts.take();
                    assertThat(contact.first).isEqualTo(-1);
                    assertThat(contact).isSameAs(made.get(i));
                    contact.first = i;
                }
            }
        }
        assertThat(made).hasSize(100);
    }

    @Test
    void noObjectIsHandedOutTwiceInChecked() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        Set<Contact> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int frame = 0; frame < 3; frame++) {
            try (FrameScope tick = arena.begin()) {
                for (int i = 0; i < 100; i++) {
                    assertThat(seen.add(contacts.take())).isTrue();
                }
            }
        }
    }

    @Test
    void aScopeGivesBackWhatItTookAndNoMore() {
        try (FrameScope tick = arena.begin()) {
            Contact outer = contacts.take();
            outer.first = 1;
            try (FrameScope scope = arena.scope()) {
                for (int i = 0; i < 50; i++) {
                    contacts.take().first = 2;
                }
            }
            for (int i = 0; i < 50; i++) {
                assertThat(contacts.take()).isNotSameAs(outer);
            }
            assertThat(outer.first).isEqualTo(1);
        }
    }

    @Test
    void marksRewindObjectsToo() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        try (FrameScope tick = arena.begin()) {
            contacts.take();
            long mark = arena.mark();
            Contact second = contacts.take();
            arena.rewind(mark);
            assertThat(contacts.take()).isSameAs(second);
        }
    }

    @Test
    void manyAreTakenInOneCall() {
        try (FrameScope tick = arena.begin()) {
            Contact[] all = new Contact[40];
            contacts.take(all);
            assertThat(all).doesNotContainNull().doesNotHaveDuplicates();
        }
    }

    @Test
    void aPromotedObjectIsHandedOutToNobodyElseUntilItIsClosed() {
        Promotion<Contact> kept;
        try (FrameScope tick = arena.begin()) {
            contacts.take();
            kept = contacts.promote(contacts.take());
            contacts.take();
            kept.get().first = 77;
        }
        for (int frame = 0; frame < 3; frame++) {
            try (FrameScope tick = arena.begin()) {
                for (int i = 0; i < 10; i++) {
                    assertThat(contacts.take()).isNotSameAs(kept.get());
                }
            }
        }
        assertThat(kept.get().first).isEqualTo(77);
        assertThat(memory.promoted()).hasSize(1);
        assertThat(kept.toString()).contains("Contact");
        kept.close();
        assertThat(memory.promoted()).isEmpty();
    }

    @Test
    void onlyWhatWasTakenFromHereInTheOpenFrameIsPromotedAndOnce() {
        Contact ended;
        try (FrameScope tick = arena.begin()) {
            ended = contacts.take();
            assertNotPromoted(new Contact());
            try (Promotion<Contact> kept = contacts.promote(ended)) {
                assertNotPromoted(kept.get());
            }
            assertNotPromoted(ended);
            ended = contacts.take();
        }
        assertNotPromoted(ended);
        assertThat(memory.promoted()).isEmpty();
    }

    private void assertNotPromoted(Contact contact) {
        assertThatExceptionOfType(NotInFrameException.class)
                .isThrownBy(() -> contacts.promote(contact))
                .withMessageContaining("An object was to be promoted");
    }

    @Test
    void aPromotedObjectThatIsNeverClosedIsReportedWhenTheAllocatorCloses() {
        FrameAllocator leaking = FrameAllocator.create();
        FrameArena frame = leaking.arena();
        FrameObjects<Contact> objects = frame.objects(Contact::new);
        try (FrameScope tick = frame.begin()) {
            objects.promote(objects.take());
        }
        assertThatExceptionOfType(LeakedException.class)
                .isThrownBy(leaking::close)
                .withMessageContaining("an object of " + Contact.class.getName());
    }

    @Test
    void whatTheSupplierThrowsLeavesEverythingAsItWas() {
        FrameObjects<Contact> failing =
                arena.objects(
                        () -> {
                            if (made.size() == 2) {
                                throw new IllegalStateException("no more");
                            }
                            return make();
                        });
        try (FrameScope tick = arena.begin()) {
            Contact first = failing.take();
            Contact second = failing.take();
            assertThatIllegalStateException().isThrownBy(failing::take);
            made.clear();
            assertThat(failing.take()).isNotSameAs(first).isNotSameAs(second);
        }
    }

    @Test
    void objectsNeedAFrameAndTheirThread() {
        assertThatExceptionOfType(NoFrameException.class).isThrownBy(contacts::take);
        try (FrameScope tick = arena.begin()) {
            contacts.take();
        }
        assertThatExceptionOfType(NoFrameException.class)
                .isThrownBy(contacts::take)
                .withMessageContaining("An object was asked for");
        assertThat(
                        CompletableFuture.supplyAsync(
                                        () -> {
                                            try {
                                                arena.objects(Contact::new);
                                                return "made";
                                            } catch (ForeignThreadException refused) {
                                                return "refused";
                                            }
                                        })
                                .join())
                .isEqualTo("refused");
    }

    @Test
    void aFrameLikeTheOnesBeforeAllocatesNothing() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 200; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int frame = 0; frame < 100; frame++) {
                try (FrameScope tick = arena.begin()) {
                    for (int i = 0; i < 500; i++) {
                        contacts.take().first = i;
                    }
                }
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }
}
