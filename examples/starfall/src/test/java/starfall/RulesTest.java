package starfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.artemis.utils.IntBag;

import org.junit.jupiter.api.Test;

import starfall.component.Ammo;
import starfall.component.Cargo;
import starfall.component.Health;
import starfall.component.Impact;
import starfall.component.OreKind;
import starfall.component.Position;
import starfall.component.Shield;
import starfall.component.Vec2;
import starfall.component.Velocity;
import starfall.rules.Ballistics;
import starfall.rules.Damage;
import starfall.rules.Formation;
import starfall.rules.Threats;

import java.io.IOException;
import java.io.StringReader;

class RulesTest {
    private final Space space = new Space(100f, 50f);

    @Test
    void theShorterWayMayLeadOverTheEdge() {
        assertThat(space.dx(95f, 5f)).isEqualTo(10f);
        assertThat(space.dy(5f, 45f)).isEqualTo(-10f);
        assertThat(new Position(99f, 25f).within(3f, new Position(1f, 25f), space)).isTrue();
        assertThat(space.wrapX(-1f)).isEqualTo(99f);
        assertThat(space.wrapY(-1e-9f)).isBetween(0f, 49.999f);
    }

    @Test
    void theGridFindsWhatIsNearAcrossTheEdge() {
        Grid grid = new Grid(space);
        grid.add(3, new Position(99f, 25f), 1f);
        grid.add(2000, new Position(50f, 25f), 1f);
        IntBag found = grid.around(new Position(1f, 25f), 4f, new IntBag());
        assertThat(found.contains(3)).isTrue();
        assertThat(found.contains(2000)).isFalse();
        assertThat(grid.around(50f, 25f, 500f, found).size()).isEqualTo(2);
    }

    @Test
    void aHoldTakesWhatThereIsRoomFor() {
        Cargo cargo = new Cargo(5);
        assertThat(cargo.take(OreKind.IRON, 3)).isEqualTo(3);
        assertThat(cargo.take(OreKind.GOLD, 3)).isEqualTo(2);
        assertThat(cargo.isFull()).isTrue();
        Cargo other = new Cargo(4);
        assertThat(cargo.unloadInto(other)).isEqualTo(4);
        assertThat(cargo.gold).isEqualTo(1);
        assertThat(other.worth()).isEqualTo(3 + 7);
    }

    @Test
    void shieldsTakeTheirPartOfAHit() {
        Health health = new Health(20f);
        Shield shield = new Shield(10f, 1f);
        Damage.apply(new Impact().add(15f, -1), health, shield);
        assertThat(health.points).isEqualTo(15f);
        assertThat(shield.getCharge()).isZero();
        shield.recharge(1f);
        assertThat(shield.getCharge()).isZero();
        shield.recharge(1f);
        assertThat(shield.getCharge()).isEqualTo(1f);
    }

    @Test
    void explosionsHurtLessFartherAway() {
        assertThat(Damage.falloff(10f, 0f, 4f)).isEqualTo(10f);
        assertThat(Damage.falloff(10f, 8f, 4f)).isEqualTo(5f);
        assertThat(Damage.falloff(10f, 17f, 4f)).isZero();
    }

    @Test
    void gunsAimAheadOfWhatFlies() {
        Vec2 aim =
                Ballistics.lead(
                        new Position(0f, 0f),
                        new Position(10f, 0f),
                        new Velocity(0f, 48f),
                        Ammo.SLUG,
                        space,
                        new Vec2());
        assertThat(aim.x).isEqualTo(aim.y).isCloseTo(0.7071f, within(1e-4f));
    }

    @Test
    void theNearerThreatIsTheWorse() {
        Threats threats = new Threats();
        threats.add(1, new Position(10f, 0f), new Health(5f));
        threats.add(2, new Position(9f, 0f), new Health(5f));
        threats.add(3, new Position(10f, 0f), new Health(5f).hurt(4f));
        assertThat(threats.best(new Position(), space).entity).isEqualTo(3);
        threats.clear();
        assertThat(threats.best(new Position(), space)).isNull();
    }

    @Test
    void shipsOfASquadKeepApartButNotFromThemselves() {
        Position self = new Position(99f, 10f);
        Formation formation = new Formation().join(self).join(new Position(1f, 10f));
        Vec2 result = new Vec2();
        assertThat(formation.middle(space, result).x).isEqualTo(100f);
        formation.spread(self, space, result);
        assertThat(result.x).isEqualTo(-2f);
        assertThat(new Formation().join(self).spread(self, space, result).x).isZero();
    }

    @Test
    void scriptsSayWhichLineIsWrong() throws IOException {
        Script script = Script.read(new StringReader("# none\n5 nova 0.5 0.25\n\n9 launch\n"));
        assertThat(script.moves())
                .containsExactly(
                        new Script.Move(5, Script.Order.NOVA, 0.5f, 0.25f),
                        new Script.Move(9, Script.Order.LAUNCH, 0.5f, 0.5f));
        assertThat(script.length()).isEqualTo(10);
        assertThatThrownBy(() -> Script.read(new StringReader("1 launch\nsoon nova")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2");
    }
}
