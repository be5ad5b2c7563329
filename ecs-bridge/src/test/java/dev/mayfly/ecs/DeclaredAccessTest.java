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
import dev.mayfly.ecs.internal.access.SystemAccess;

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
class DeclaredAccessTest {

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
        SystemAccess access = DeclaredAccess.of(Unannotated.class, false);

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
        SystemAccess access = DeclaredAccess.of(ReadsOnly.class, false);

        assertThat(access.reads()).isEqualTo(Set.of(Position.class, Plain.class));
        assertThat(access.writes()).isEqualTo(Set.of(Velocity.class));
        assertThat(access.isDeclared()).isTrue();
    }

    @Test
    void withWritesTheOtherFieldsAreRead() {
        SystemAccess access = DeclaredAccess.of(WritesOnly.class, false);

        assertThat(access.reads()).isEqualTo(Set.of(Position.class));
        assertThat(access.writes()).isEqualTo(Set.of(Velocity.class));
        assertThat(access.mayRead(Velocity.class)).isTrue();
        assertThat(access.mayWrite(Position.class)).isFalse();
    }

    @Test
    void whatIsNamedTwiceIsWrittenAndMoreIsInjected() {
        SystemAccess access = DeclaredAccess.of(Both.class, false);

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
        assertThat(DeclaredAccess.of(MapsPlain.class, false).mayWrite(Plain.class)).isTrue();
        assertThat(DeclaredAccess.of(MapsPlain.class, false).isExclusive()).isFalse();
        assertThat(DeclaredAccess.of(MapsPlainBesideReads.class, false).mayWrite(Plain.class))
                .isTrue();
        assertThat(DeclaredAccess.of(MapsPlainAndWritesIt.class, false).mayWrite(Plain.class))
                .isTrue();
        for (Class<? extends BaseSystem> type :
                List.of(MapsPlainAndReadsIt.class, MapsPlainAndWritesNothing.class)) {
            SystemAccess access = DeclaredAccess.of(type, false);
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
        assertThat(DeclaredAccess.of(MapsWhatNobodyKnows.class, false).isExclusive()).isTrue();
    }

    @Test
    void aSubclassInheritsAnnotationsAndFields() {
        SystemAccess access = DeclaredAccess.of(Heir.class, false);

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
            assertThat(DeclaredAccess.of(type, false).isExclusive())
                    .as(type.getSimpleName())
                    .isTrue();
        }
    }

    @Test
    void memoryThatOutlivesTheTickIsNotTakenBesideOthers() {
        assertThat(DeclaredAccess.of(TakesMemory.class, false).isExclusive()).isFalse();
        assertThat(DeclaredAccess.of(TakesMemory.class, true).isExclusive()).isTrue();
        assertThat(DeclaredAccess.of(TakesMemoryForItsTurn.class, true).isExclusive()).isFalse();
        assertThat(DeclaredAccess.of(WritesNothing.class, true).isExclusive()).isFalse();
    }

    @Test
    void whoHasCommandsRecords() {
        assertThat(DeclaredAccess.of(Records.class, false).isRecording()).isTrue();
        assertThat(DeclaredAccess.of(TakesMemory.class, false).isRecording()).isFalse();
    }

    @Test
    void anAnnotationVouchesForWhatAnnotationsCannotName() {
        assertThat(DeclaredAccess.of(DeclaredWithAService.class, false).isExclusive()).isFalse();
        assertThat(DeclaredAccess.of(WritesNothing.class, false).isExclusive()).isFalse();
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
        SystemAccess one = DeclaredAccess.of(SYSTEMS.get(first), false);
        SystemAccess other = DeclaredAccess.of(SYSTEMS.get(second), false);

        assertThat(one.conflictsWith(other)).isEqualTo(conflict);
        assertThat(other.conflictsWith(one)).isEqualTo(conflict);
    }
}
