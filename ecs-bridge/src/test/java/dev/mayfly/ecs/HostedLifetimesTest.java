package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.BaseSystem;
import com.artemis.SystemInvocationStrategy;
import com.artemis.World;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;

/** How long events and transient values live where somebody else's strategy runs the world. */
class HostedLifetimesTest extends HostedTest {

    public static class Note implements Poolable {
        public int number;

        @Override
        public void reset() {
            number = 0;
        }
    }

    @Lifetime(ticks = 2)
    public static class LongNote extends Note {}

    class Emitting extends BaseSystem {
        FrameEvents<Note> notes;
        FrameEvents<LongNote> longNotes;
        int ticks;

        @Override
        protected void processSystem() {
            ticks++;
            notes.emit().number = ticks;
            longNotes.emit().number = ticks;
        }
    }

    class Reading extends BaseSystem {
        FrameEvents<Note> notes;
        FrameEvents<LongNote> longNotes;

        @Override
        protected void processSystem() {
            notes.forEach(note -> log.add("note " + note.number));
            longNotes.forEach(note -> log.add("long " + note.number));
        }
    }

    class ReadingLate extends Reading {}

    @Test
    void eventsEndWithTheTickAndThoseOfTwoWithTheNext() {
        Emitting emitting = new Emitting();
        World world =
                hosted(new GuestStrategies.Profiling(), new Reading(), emitting, new ReadingLate());
        emitting.longNotes.emit().number = -1;

        world.process();
        assertThat(log).containsExactly("long -1", "note 1", "long -1", "long 1");

        log.clear();
        emitting.setEnabled(false);
        world.process();
        assertThat(log).containsExactly("long 1", "long 1");

        log.clear();
        world.process();
        assertThat(log).isEmpty();
    }

    static class Hearing extends BaseSystem {
        EventReader<LongNote> notes;
        private final List<String> log;

        Hearing(List<String> log) {
            this.log = log;
        }

        @Override
        protected void processSystem() {
            while (notes.hasNext()) {
                log.add("heard " + notes.next().number);
            }
        }
    }

    @Test
    void aReaderSeesEachEventOnceAlsoUnderALoopOfSteps() {
        GuestStrategies.Loop loop = new GuestStrategies.Loop();
        World world = hosted(loop, new Hearing(log), new Emitting(), new Turn.Third(_ -> {}));

        for (int steps : new int[] {2, 0, 1, 0, 0, 3}) {
            loop.stepsDue = steps;
            world.process();
        }

        assertThat(log).containsExactly("heard 1", "heard 2", "heard 3", "heard 4", "heard 5");
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aTransientOfADeletedEntityDoesNotPassToTheNextOwnerOfItsId(
            SystemInvocationStrategy strategy) {
        List<Integer> damaged = new ArrayList<>();
        World[] made = new World[1];
        Marker marker = new Marker(damaged);
        if (strategy instanceof GuestStrategies.StateMachine machine) {
            machine.state = Marker.class;
        }
        made[0] = hosted(strategy, marker);

        for (int i = 0; i < 4; i++) {
            made[0].process();
        }

        assertThat(damaged).containsExactly(0, 0, 0, 0);
    }

    /** Makes an entity, looks whether it has a hit, gives it one, and deletes it. */
    static class Marker extends BaseSystem {
        FrameMapper<Hit.OfThree> hits;
        private final List<Integer> found;

        Marker(List<Integer> found) {
            this.found = found;
        }

        @Override
        protected void processSystem() {
            int entity = world.create();
            found.add(hits.has(entity) ? 1 : 0);
            hits.create(entity);
            world.delete(entity);
        }
    }
}
