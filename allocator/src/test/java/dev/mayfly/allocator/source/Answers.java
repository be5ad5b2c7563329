package dev.mayfly.allocator.source;

import static org.assertj.core.api.Assertions.assertThat;

/** What tests expect of an answer. */
final class Answers {

    private Answers() {}

    static Memory given(Answer answer) {
        assertThat(answer).isInstanceOf(Memory.class);
        return (Memory) answer;
    }

    static String declined(Answer answer) {
        assertThat(answer).isInstanceOf(Declined.class);
        return ((Declined) answer).reason();
    }
}
