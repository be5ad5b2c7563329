package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.BaseSystem;

import dev.mayfly.ecs.internal.access.SystemAccess;
import dev.mayfly.ecs.internal.access.SystemGroups;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@SameAtEveryLevel
class SystemGroupsTest {

    abstract static class Idle extends BaseSystem {
        @Override
        protected void processSystem() {}
    }

    @Writes(Position.class)
    static class WritesP extends Idle {}

    @Writes({})
    @Reads(Position.class)
    static class ReadsP extends Idle {}

    @Writes(Velocity.class)
    static class WritesV extends Idle {}

    @Writes(Velocity.class)
    @Reads(Position.class)
    static class FromPToV extends Idle {}

    @Writes(Score.class)
    static class WritesS extends Idle {}

    @Writes({})
    static class Nothing extends Idle {}

    @Writes({})
    static class Records extends Idle {
        Commands commands;
    }

    static class Unknown extends Idle {}

    private static final Map<String, Class<? extends BaseSystem>> SYSTEMS =
            Map.of(
                    "P", WritesP.class,
                    "p", ReadsP.class,
                    "V", WritesV.class,
                    "pV", FromPToV.class,
                    "S", WritesS.class,
                    "0", Nothing.class,
                    "C", Records.class,
                    "?", Unknown.class);

    /**
     * Capitals are written, small letters read, "-" is never run, "?" is not known, "C" has
     * commands.
     */
    @ParameterizedTest
    @CsvSource({
        "P, P",
        "P V S, P V S",
        "P p, P | p",
        "p p p, p p p",
        "p P, p | P",
        "P V p S, P V | p S",
        "P pV S, P | pV S",
        "V S pV P, V S | pV | P",
        "P ? V, P | ? | V",
        "? ?, ? | ?",
        "? P V, ? | P V",
        "0 P 0 P, 0 P 0 | P",
        "P - V, P - V",
        "- - P V, - - P V",
        "P - P, P - | P",
        "- ? -, - | ? | -",
        "P C V, P C | V",
        "C C P, C | C | P",
        "P ? C - V, P | ? | C | - V",
    })
    void groupsAreConsecutiveSystemsOfWhichNoTwoConflict(String systems, String groups) {
        List<String> names = List.of(systems.split(" "));
        List<SystemAccess> accesses = new ArrayList<>();
        for (String name : names) {
            accesses.add(name.equals("-") ? null : DeclaredAccess.of(SYSTEMS.get(name), false));
        }

        int[] ends = SystemGroups.ends(accesses);

        StringBuilder told = new StringBuilder(names.getFirst());
        for (int i = 1; i < ends.length; i++) {
            told.append(ends[i - 1] == i ? " | " : " ").append(names.get(i));
        }
        assertThat(told).hasToString(groups);
        assertThat(ends[ends.length - 1]).isEqualTo(ends.length);
    }
}
