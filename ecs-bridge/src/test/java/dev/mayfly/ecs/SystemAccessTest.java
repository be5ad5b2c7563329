package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.EntityTransmuter;
import com.artemis.annotations.All;
import com.artemis.annotations.SkipWire;
import com.artemis.annotations.Wire;
import com.artemis.managers.TagManager;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@SuppressWarnings("unused") // fields are there to be found
class SystemAccessTest {

    public static class Plain extends Component {}

    abstract static class Idle extends BaseSystem {
        @Override
        protected void processSystem() {}
    }

    /** Nothing annotated: what is injected is written. */
    static class Unannotated extends Idle {
        Position position;
        SoaMapper<Velocity> velocities;
        ComponentMapper<Plain> plain;
        FrameMapper<Hit> hits;
        FrameEvents<Hit.OfTwo> events;
        Hit.Rows rows;
        FrameArena frame;
        @All EntityQuery query;
    }

    @Reads({Position.class, Plain.class})
    static class ReadsOnly extends Idle {
        Position position;
        Velocity velocity;
    }

    @Writes(Velocity.class)
    static class WritesOnly extends Idle {
        Position position;
        Velocity velocity;
    }

    @Reads({Position.class, Velocity.class})
    @Writes(Velocity.class)
    static class Both extends Idle {
        Score score;
    }

    @Writes({})
    static class WritesNothing extends Idle {
        Position position;
    }

    static class Heir extends WritesOnly {
        Score score;
    }

    static class ReadsPosition extends WritesNothing {}

    @Writes(Position.class)
    static class WritesPosition extends Idle {}

    @Writes(Score.class)
    static class WritesScore extends Idle {}

    @Reads(Score.class)
    @Writes(Velocity.class)
    static class FromScoreToVelocity extends Idle {}

    static class NothingKnown extends Idle {
        FrameArena frame;
        @SkipWire Position notInjected;
        static Velocity notInjectedEither;
    }

    static class KnowsASystem extends Idle {
        Position position;
        TagManager tags;
    }

    static class Transmutes extends Idle {
        Position position;

        @All(Velocity.class)
        EntityTransmuter transmuter;
    }

    static class WiresAService extends Idle {
        Position position;
        @Wire StringBuilder service;
    }

    @Writes(Position.class)
    static class DeclaredWithAService extends Idle {
        TagManager tags;
        @Wire StringBuilder service;
    }

    @Exclusive
    @Writes(Position.class)
    static class SaysExclusive extends Idle {}

    @Writes(Position.class)
    static class UsesAllThreads extends ParallelSpanSystem {
        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {}
    }

    static class AsksForArenas extends Idle {
        Position position;
        FrameAllocator allocator;
    }

    @Writes({})
    static class TakesMemory extends Idle {
        FrameArena frame;
    }

    @FrameScoped
    static class TakesMemoryForItsTurn extends TakesMemory {}

    @Writes({})
    static class Records extends Idle {
        Commands commands;
    }

    private static final Map<String, Class<? extends BaseSystem>> SYSTEMS =
            Stream.of(
                            Unannotated.class,
                            ReadsOnly.class,
                            WritesOnly.class,
                            Both.class,
                            WritesNothing.class,
                            ReadsPosition.class,
                            WritesPosition.class,
                            WritesScore.class,
                            FromScoreToVelocity.class)
                    .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

    @Test
    void withoutAnnotationsWhatIsInjectedIsWritten() {
        SystemAccess access = SystemAccess.of(Unannotated.class, false);

        assertThat(access.reads()).isEmpty();
        assertThat(access.writes())
                .isEqualTo(
                        Set.of(
                                Position.class,
                                Velocity.class,
                                Plain.class,
                                Hit.class,
                                Hit.OfTwo.class,
                                Hit.Rows.class));
        assertThat(access.isDeclared()).isFalse();
        assertThat(access.isExclusive()).isFalse();
    }

    @Test
    void withReadsAloneTheOtherFieldsAreWritten() {
        SystemAccess access = SystemAccess.of(ReadsOnly.class, false);

        assertThat(access.reads()).isEqualTo(Set.of(Position.class, Plain.class));
        assertThat(access.writes()).isEqualTo(Set.of(Velocity.class));
        assertThat(access.isDeclared()).isTrue();
    }

    @Test
    void withWritesTheOtherFieldsAreRead() {
        SystemAccess access = SystemAccess.of(WritesOnly.class, false);

        assertThat(access.reads()).isEqualTo(Set.of(Position.class));
        assertThat(access.writes()).isEqualTo(Set.of(Velocity.class));
        assertThat(access.mayRead(Velocity.class)).isTrue();
        assertThat(access.mayWrite(Position.class)).isFalse();
    }

    @Test
    void whatIsNamedTwiceIsWrittenAndMoreIsInjected() {
        SystemAccess access = SystemAccess.of(Both.class, false);

        assertThat(access.reads()).isEqualTo(Set.of(Position.class, Score.class));
        assertThat(access.writes()).isEqualTo(Set.of(Velocity.class));
    }

    static class MapsPlain extends Idle {
        ComponentMapper<Plain> plain;
    }

    @Reads(Position.class)
    static class MapsPlainBesideReads extends MapsPlain {}

    @Reads(Plain.class)
    static class MapsPlainAndReadsIt extends MapsPlain {}

    @Writes({})
    static class MapsPlainAndWritesNothing extends MapsPlain {}

    @Writes(Plain.class)
    static class MapsPlainAndWritesIt extends MapsPlain {}

    @Test
    void aMapperOfAPlainTypeCountsAsAStoreDoes() {
        assertThat(SystemAccess.of(MapsPlain.class, false).mayWrite(Plain.class)).isTrue();
        assertThat(SystemAccess.of(MapsPlain.class, false).isExclusive()).isFalse();
        assertThat(SystemAccess.of(MapsPlainBesideReads.class, false).mayWrite(Plain.class))
                .isTrue();
        assertThat(SystemAccess.of(MapsPlainAndWritesIt.class, false).mayWrite(Plain.class))
                .isTrue();
        for (Class<? extends BaseSystem> type :
                List.of(MapsPlainAndReadsIt.class, MapsPlainAndWritesNothing.class)) {
            SystemAccess access = SystemAccess.of(type, false);
            assertThat(access.mayRead(Plain.class)).isTrue();
            assertThat(access.mayWrite(Plain.class)).isFalse();
        }
    }

    static class MapsWhatNobodyKnows extends Idle {
        Position position;
        ComponentMapper<? extends Component> mapper;
    }

    @Test
    void aMapperThatDoesNotNameItsTypeLeadsAnywhere() {
        assertThat(SystemAccess.of(MapsWhatNobodyKnows.class, false).isExclusive()).isTrue();
    }

    @Test
    void aSubclassInheritsAnnotationsAndFields() {
        SystemAccess access = SystemAccess.of(Heir.class, false);

        assertThat(access.reads()).isEqualTo(Set.of(Position.class, Score.class));
        assertThat(access.writes()).isEqualTo(Set.of(Velocity.class));
    }

    @Test
    void aSystemOfWhichNothingIsKnownRunsAlone() {
        for (Class<? extends BaseSystem> type :
                List.of(
                        NothingKnown.class,
                        KnowsASystem.class,
                        Transmutes.class,
                        WiresAService.class,
                        SaysExclusive.class,
                        UsesAllThreads.class,
                        AsksForArenas.class)) {
            assertThat(SystemAccess.of(type, false).isExclusive())
                    .as(type.getSimpleName())
                    .isTrue();
        }
    }

    @Test
    void memoryThatOutlivesTheTickIsNotTakenBesideOthers() {
        assertThat(SystemAccess.of(TakesMemory.class, false).isExclusive()).isFalse();
        assertThat(SystemAccess.of(TakesMemory.class, true).isExclusive()).isTrue();
        assertThat(SystemAccess.of(TakesMemoryForItsTurn.class, true).isExclusive()).isFalse();
        assertThat(SystemAccess.of(WritesNothing.class, true).isExclusive()).isFalse();
    }

    @Test
    void whoHasCommandsRecords() {
        assertThat(SystemAccess.of(Records.class, false).isRecording()).isTrue();
        assertThat(SystemAccess.of(TakesMemory.class, false).isRecording()).isFalse();
    }

    @Test
    void anAnnotationVouchesForWhatAnnotationsCannotName() {
        assertThat(SystemAccess.of(DeclaredWithAService.class, false).isExclusive()).isFalse();
        assertThat(SystemAccess.of(WritesNothing.class, false).isExclusive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "WritesPosition, WritesPosition, true",
        "WritesPosition, WritesNothing, true",
        "WritesNothing, WritesPosition, true",
        "WritesNothing, ReadsPosition, false",
        "WritesPosition, WritesScore, false",
        "WritesOnly, WritesNothing, false",
        "WritesOnly, ReadsOnly, true",
        "WritesScore, FromScoreToVelocity, true",
        "FromScoreToVelocity, WritesPosition, false",
        "FromScoreToVelocity, ReadsPosition, false",
        "Both, WritesScore, true",
        "Unannotated, WritesNothing, true",
        "Unannotated, WritesScore, false",
        "ReadsOnly, WritesPosition, true",
        "ReadsOnly, ReadsPosition, false",
    })
    void systemsConflictWhereOneWritesWhatTheOtherUses(
            String first, String second, boolean conflict) {
        SystemAccess one = SystemAccess.of(SYSTEMS.get(first), false);
        SystemAccess other = SystemAccess.of(SYSTEMS.get(second), false);

        assertThat(one.conflictsWith(other)).isEqualTo(conflict);
        assertThat(other.conflictsWith(one)).isEqualTo(conflict);
    }
}
