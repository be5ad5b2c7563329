package dev.mayfly.benchmarks.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ManyWorldsTest {

    @Test
    void eachWorldIsTickedInItsTurnAndAllMoveAlike() {
        try (ArtemisRooms plain = new ArtemisRooms();
                MayflyRooms mayfly = new MayflyRooms()) {
            for (Rooms rooms : List.of(plain, mayfly)) {
                rooms.worlds = 3;
                rooms.entities = 10;
                rooms.open();
                IntStream.range(0, 5).forEach(_ -> rooms.tickNext());
            }
            for (int i = 0; i < 3; i++) {
                assertThat(mayfly.positions(i))
                        .containsExactlyElementsOf(plain.positions(i).toList());
            }
            assertThat(mayfly.positions(0).toList()).isNotEqualTo(mayfly.positions(2).toList());
            assertThat(mayfly.positions(0).toList()).isEqualTo(mayfly.positions(1).toList());
        }
    }

    @Test
    void aWorldThatIsMadeAndDisposedOfLeavesTheOthersAlone() {
        try (MayflyRooms rooms = new MayflyRooms()) {
            rooms.worlds = 1;
            rooms.entities = 10;
            rooms.open();
            rooms.makeOne();
            rooms.tickNext();
            assertThat(rooms.positions(0)).hasSize(10);
        }
    }

    static Stream<EmptySystems> emptySystems() {
        return Stream.of(
                new EmptySystems.Plain(),
                new EmptySystems.Mayfly(),
                new EmptySystems.MayflyScoped());
    }

    @ParameterizedTest
    @MethodSource("emptySystems")
    void eachSystemHasItsTurnInEachTick(EmptySystems world) {
        try (world) {
            world.systems = 10;
            world.open();
            world.tick();
            world.tick();
            assertThat(IntStream.range(0, 10).map(world::turns)).containsOnly(2);
        }
    }
}
