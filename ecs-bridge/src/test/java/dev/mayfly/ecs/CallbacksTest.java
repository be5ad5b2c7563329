package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Map.entry;

import org.junit.jupiter.api.Test;

import java.util.Map;

/**
 * Where the program hands over code of its own: what comes here has to have a test of what happens
 * where that code uses what it was called by, ends it, or throws.
 */
@SameAtEveryLevel
class CallbacksTest {

    private static final String QUERIES = "CallbackReentryTest.";
    private static final String WORLDS = "WorldCallbackTest.";
    private static final String SNAPSHOTS = "snapshot.SnapshotCallbackTest.";

    /** What is handed over, and one of its tests. */
    private static final Map<String, String> KNOWN =
            Map.ofEntries(
                    entry(
                            "Copyable.copyFrom()",
                            SNAPSHOTS
                                    + "aRestoreGivesTheWorldOrIsRefusedByNameWhateverTheCodeDoes"),
                    entry(
                            "EntityQuery.partition(IntPredicate)",
                            QUERIES + "aPredicateThatChangesAPartIsNamed"),
                    entry(
                            "EntityQuery.select(IntPredicate)",
                            QUERIES + "aPredicateThatEndsTheScopeOfAResultIsNamed"),
                    entry(
                            "FrameEvents.forEach(Consumer)",
                            QUERIES + "anActionThatTicksTheWorldIsToldOfNoEventOfAnotherTick"),
                    entry(
                            "MayflyPlugin.eachFrame(Predicate)",
                            QUERIES + "aPredicateOfSystemsThatThrowsFailsTheMakingOfTheWorld"),
                    entry(
                            "MayflyPlugin.listener(TickListener)",
                            QUERIES + "aListenerThatTicksTakesASnapshotOrDisposesIsServedOrNamed"),
                    entry(
                            "ParallelSpanSystem.grain()",
                            QUERIES + "aGrainThatIsNoneFailsOrTicksIsNamedAndTheNextTickIsSound"),
                    entry(
                            "ParallelSpanSystem.process()",
                            WORLDS + "aBodyThatRunsAParallelSystemIsNamed"),
                    entry(
                            "ParallelSpanSystem.processSpan()",
                            WORLDS + "aBodyThatEndsItsWorkersFrameIsNamedAndTheNextTickIsSound"),
                    entry(
                            "ParallelSpanSystem.setWorld()",
                            "InstallationTest.aSystemOfOursWhoseFieldsThePluginFillsSaysThatItWasForgotten"),
                    entry("Poolable.reset()", WORLDS + "anEventWhoseResetEmitsAnotherIsNamed"),
                    entry(
                            "SpanSystem.process()",
                            WORLDS
                                    + "aSystemThatTicksItsWorldWithoutAnEndIsNamedAndTheNextTickIsSound"),
                    entry(
                            "SpanSystem.processSpan()",
                            WORLDS + "aSystemThatEndsTheTicksFrameIsNamedAndTheTickEndsAsEver"),
                    entry(
                            "SpanSystem.setWorld()",
                            "InstallationTest.aSystemOfOursWhoseFieldsThePluginFillsSaysThatItWasForgotten"),
                    entry(
                            "SystemTurns.process(BaseSystem)",
                            QUERIES + "aTurnThatTakesTurnsOfOthersIsServedOrNamed"),
                    entry(
                            "TickListener.afterSystem()",
                            "TickListenerTest.whatAListenerThrowsAfterAFailureIsSuppressedIntoIt"),
                    entry(
                            "TickListener.afterSystem(BaseSystem)",
                            "TickListenerTest.ticksAndTurnsNestAndTheLastListenerIsInnermost"),
                    entry(
                            "TickListener.afterTick()",
                            QUERIES + "aListenerThatTicksTakesASnapshotOrDisposesIsServedOrNamed"),
                    entry(
                            "TickListener.beforeSystem()",
                            QUERIES + "aListenerThatEndsTheFrameLeavesTheNextTickSound"),
                    entry(
                            "TickListener.beforeSystem(BaseSystem)",
                            "TickListenerTest.ticksAndTurnsNestAndTheLastListenerIsInnermost"),
                    entry(
                            "TickListener.beforeTick()",
                            "TickListenerTest.whatFailsIsToldToHaveEnded"),
                    entry(
                            "WorldSnapshot.read(ReadableByteChannel)",
                            SNAPSHOTS
                                    + "aChannelThatTicksOrTakesSnapshotsWhileItIsReadDoesNotChangeWhatIsRead"),
                    entry(
                            "WorldSnapshot.writeTo(WritableByteChannel)",
                            SNAPSHOTS + "aChannelThatTakesTheSnapshotThatItIsGivenIsNamed"));

    @Test
    void eachPlaceWhereCodeOfTheProgramIsHandedOverIsKnown() throws Exception {
        // What has Woven in its name is for what the weaver generates, not for programs.
        assertThat(HandedOver.in(MayflyPlugin.class))
                .filteredOn(each -> !each.startsWith("Woven"))
                .containsExactlyInAnyOrderElementsOf(KNOWN.keySet());
    }

    @Test
    void eachHasATest() throws Exception {
        HandedOver.requireTests(CallbacksTest.class, KNOWN.values());
    }
}
