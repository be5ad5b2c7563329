package starfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.Aspect;
import com.artemis.managers.GroupManager;
import com.artemis.managers.TagManager;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import starfall.component.Miner;
import starfall.component.Station;

import java.nio.charset.StandardCharsets;

class SaveTest {
    private static Game game;
    private static byte[] save;

    @BeforeAll
    static void playAndSave() {
        game = Games.played(200);
        save = game.save();
    }

    @AfterAll
    static void close() {
        game.close();
    }

    @Test
    void aLoadedGameIsAsTheSavedOneWas() {
        try (Game loaded = Games.load(save)) {
            assertThat(loaded.entities().size()).isEqualTo(game.entities().size());
            assertThat(Checksum.of(loaded, false)).isEqualTo(Checksum.of(game, false));
        }
    }

    @Test
    void aSaveOfALoadedGameIsTheSame() {
        try (Game loaded = Games.load(save);
                Game again = Games.load(loaded.save())) {
            assertThat(text(again.save())).isEqualTo(text(loaded.save()));
        }
    }

    @Test
    void twoThatGoOnWithASaveGoTheSameWay() {
        try (Game one = Games.load(save);
                Game other = Games.load(save)) {
            Games.play(one, 100);
            Games.play(other, 100);
            assertThat(one.checksum()).isEqualTo(other.checksum());
            assertThat(one.session.kills).isGreaterThan(game.session.kills);
        }
    }

    @Test
    void tagsGroupsAndLinksComeBack() {
        try (Game loaded = Games.load(save)) {
            loaded.tick();
            int home = loaded.world.getSystem(TagManager.class).getEntityId("home");
            assertThat(loaded.world.getMapper(Station.class).has(home)).isTrue();
            int miner =
                    loaded.world
                            .getAspectSubscriptionManager()
                            .get(Aspect.all(Miner.class))
                            .getEntities()
                            .get(0);
            assertThat(loaded.world.getMapper(Miner.class).get(miner).home).isEqualTo(home);
            assertThat(loaded.world.getSystem(GroupManager.class).isInGroup(miner, "miners"))
                    .isTrue();
        }
    }

    private static String text(byte[] save) {
        return new String(save, StandardCharsets.UTF_8);
    }
}
