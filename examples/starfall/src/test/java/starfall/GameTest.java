package starfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.Aspect;
import com.artemis.managers.GroupManager;
import com.artemis.managers.PlayerManager;
import com.artemis.managers.TagManager;

import org.junit.jupiter.api.Test;

import starfall.component.Asteroid;
import starfall.component.Bounty;
import starfall.component.Health;
import starfall.component.Homing;
import starfall.component.Hull;
import starfall.component.Miner;
import starfall.component.Position;
import starfall.component.Raider;
import starfall.component.Side;
import starfall.component.Squad;
import starfall.component.Turret;
import starfall.factory.Shipyard;
import starfall.system.AllegianceSystem;

class GameTest {
    /** Changes only where the rules do. */
    private static final long AFTER_200_TICKS = 0xeeefc8638c0013abL;

    @Test
    void theSameSetupGivesTheSameGame() {
        try (Game one = Games.played(200);
                Game other = Games.played(200)) {
            assertThat(one.checksum()).isEqualTo(other.checksum());
            assertThat(Long.toHexString(one.checksum()))
                    .isEqualTo(Long.toHexString(AFTER_200_TICKS));
        }
    }

    @Test
    void anotherSeedGivesAnotherGame() {
        try (Game one = Games.start(Games.setup(1));
                Game other = Games.start(Games.setup(2))) {
            assertThat(one.checksum()).isNotEqualTo(other.checksum());
        }
    }

    @Test
    void withoutThePlayerTheGameGoesOtherwise() {
        try (Game played = Games.played(61);
                Game alone = Games.start(new Setup(1, 1, new Script()))) {
            Games.play(alone, 61);
            assertThat(alone.checksum()).isNotEqualTo(played.checksum());
        }
    }

    @Test
    void everythingThatTheGameIsMadeOfTakesPart() {
        try (Game game = Games.played(450)) {
            Session session = game.session;
            assertThat(session.kills).isPositive();
            assertThat(session.mined).isPositive();
            assertThat(session.wave).isGreaterThan(1);
            assertThat(game.entities().size()).isGreaterThan(1500);
            assertThat(game.world.getSystem(TagManager.class).getEntityId("home")).isNotNegative();
            assertThat(game.world.getSystem(GroupManager.class).getEntityIds("turrets").size())
                    .isPositive();
            assertThat(
                            game.world
                                    .getSystem(PlayerManager.class)
                                    .getEntitiesOfPlayer(Shipyard.GUILD)
                                    .size())
                    .isGreaterThan(50);
            assertThat(session.over).isFalse();
        }
    }

    @Test
    void whatIsOutOfHealthLeavesOreAndPaysItsBounty() {
        try (Game game = Games.played(100)) {
            int raider = first(game, Aspect.all(Raider.class));
            assertThat(raider).isNotNegative();
            long score = game.session.score;
            long kills = game.session.kills;
            int points = game.world.getMapper(Bounty.class).get(raider).points;
            game.world.getMapper(Health.class).get(raider).hurt(10_000f);
            game.tick();
            assertThat(game.world.getEntityManager().isActive(raider)).isFalse();
            assertThat(game.session.score).isGreaterThanOrEqualTo(score + points);
            assertThat(game.session.kills).isGreaterThan(kills);
        }
    }

    @Test
    void rocksBreakIntoSmallerOnes() {
        try (Game game = Games.start(Games.setup(1))) {
            int rock = -1;
            for (int e : game.entities().getData()) {
                Asteroid asteroid = game.world.getMapper(Asteroid.class).getSafe(e, null);
                if (asteroid != null && asteroid.size == 3) {
                    rock = e;
                }
            }
            int before = count(game, Aspect.all(Asteroid.class));
            game.world.getMapper(Health.class).get(rock).hurt(10_000f);
            game.tick();
            assertThat(count(game, Aspect.all(Asteroid.class))).isEqualTo(before + 1);
        }
    }

    @Test
    void linksToWhatIsGoneAreCut() {
        try (Game game = Games.played(60)) {
            int miner = first(game, Aspect.all(Miner.class));
            int other = game.world.create();
            Miner working = game.world.getMapper(Miner.class).get(miner);
            working.to(Miner.Task.FLEE).wait = 100f;
            working.rock = other;
            game.tick();
            assertThat(game.world.getMapper(Miner.class).get(miner).rock).isEqualTo(other);
            game.world.delete(other);
            game.tick();
            game.tick();
            assertThat(game.world.getMapper(Miner.class).get(miner).rock).isEqualTo(-1);
        }
    }

    @Test
    void squadsForgetTheirDeadAndChooseNewLeaders() {
        try (Game game = Games.played(30)) {
            int squad = first(game, Aspect.all(Squad.class));
            int leader = game.world.getMapper(Squad.class).get(squad).leader;
            int members = game.world.getMapper(Squad.class).get(squad).members.size();
            game.world.delete(leader);
            Games.play(game, 10);
            Squad left = game.world.getMapper(Squad.class).get(squad);
            assertThat(left.members.size()).isEqualTo(members - 1);
            assertThat(left.leader).isNotEqualTo(leader).isEqualTo(left.members.get(0));
        }
    }

    @Test
    void turretsShootAtRaidersNearThem() {
        try (Game game = Games.start(Games.setup(1))) {
            int turret = first(game, Aspect.all(Turret.class));
            Position at = game.world.getMapper(Position.class).get(turret);
            Shipyard yard = game.world.getSystem(Shipyard.class);
            int squad = yard.squad(at.x, at.y, "gangs");
            int raider = yard.raider(at, 6f, 0f, squad, true);
            Games.play(game, 30);
            assertThat(game.world.getMapper(Turret.class).get(turret).target).isEqualTo(raider);
            Games.play(game, 90);
            assertThat(count(game, Aspect.all(Homing.class)) + game.session.kills).isPositive();
        }
    }

    @Test
    void shipsBelongToTheTeamOfTheirPlayer() {
        try (Game game = Games.played(100)) {
            AllegianceSystem allegiances = game.world.getSystem(AllegianceSystem.class);
            assertThat(allegiances.teamOf(first(game, Aspect.all(Miner.class))))
                    .isEqualTo("humans");
            assertThat(allegiances.teamOf(first(game, Aspect.all(Raider.class))))
                    .isEqualTo("outlaws");
        }
    }

    @Test
    void everythingStaysOnTheField() {
        try (Game game = Games.played(30)) {
            var hulls = game.world.getAspectSubscriptionManager().get(Aspect.all(Hull.class));
            for (int i = 0; i < hulls.getEntities().size(); i++) {
                int e = hulls.getEntities().get(i);
                Position at = game.world.getMapper(Position.class).get(e);
                if (game.world.getMapper(Hull.class).get(e).side != Side.GUILD) {
                    assertThat(at.x).isBetween(-3f, game.space.width + 3f);
                    assertThat(at.y).isBetween(-3f, game.space.height + 3f);
                }
            }
        }
    }

    private static int first(Game game, Aspect.Builder aspect) {
        var found = game.world.getAspectSubscriptionManager().get(aspect).getEntities();
        return found.isEmpty() ? -1 : found.get(0);
    }

    private static int count(Game game, Aspect.Builder aspect) {
        return game.world.getAspectSubscriptionManager().get(aspect).getEntities().size();
    }
}
