package dev.mayfly.allocator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.SameAtEveryLevel;

import org.junit.jupiter.api.Test;

/** Whoever holds memory is asked, all over the process. */
@SameAtEveryLevel
class LastResortTest {

    private static final class Holding implements LastResort.Holder {

        private final String users;
        private long unused;

        Holding(String users, long unused) {
            this.users = users;
            this.unused = unused;
        }

        @Override
        public long letGo() {
            long let = unused;
            unused = 0;
            return let;
        }

        @Override
        public String users() {
            return users;
        }
    }

    @Test
    void everybodyLetsGoAndTheirBytesAreAdded() {
        Holding one = new Holding("", 1L << 50);
        Holding two = new Holding("", 1L << 51);
        LastResort.enrol(one);
        LastResort.enrol(two);

        assertThat(LastResort.letGo()).isBetween(3L << 50, (3L << 50) + (1L << 49));
        assertThat(one.letGo() + two.letGo()).isZero();
    }

    @Test
    void usersAreNamedOneAfterTheOtherAndThoseOfNothingAreNot() {
        Holding one = new Holding("the first of this test", 0);
        Holding nothing = new Holding("", 0);
        Holding two = new Holding("the second of this test", 0);
        LastResort.enrol(one);
        LastResort.enrol(nothing);
        LastResort.enrol(two);

        assertThat(LastResort.users())
                .contains("the first of this test; the second of this test")
                .doesNotContain("; ;");
        assertThat(one.users + nothing.users + two.users).isNotEmpty(); // still held
    }
}
