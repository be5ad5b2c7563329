package starfall.factory;

import com.artemis.BaseSystem;
import com.artemis.ComponentMapper;
import com.artemis.Entity;
import com.artemis.managers.GroupManager;
import com.artemis.utils.EntityBuilder;

import starfall.component.Allegiance;
import starfall.component.Ammo;
import starfall.component.Bounty;
import starfall.component.Cargo;
import starfall.component.Engine;
import starfall.component.Fighter;
import starfall.component.Health;
import starfall.component.Hull;
import starfall.component.Label;
import starfall.component.Loot;
import starfall.component.Magnet;
import starfall.component.Miner;
import starfall.component.OreKind;
import starfall.component.Position;
import starfall.component.Raider;
import starfall.component.Sensor;
import starfall.component.Shield;
import starfall.component.Side;
import starfall.component.Sprite;
import starfall.component.Squad;
import starfall.component.Station;
import starfall.component.Trail;
import starfall.component.Turret;
import starfall.component.Velocity;
import starfall.component.Weapon;

/** Builds everything that flies under somebody's flag. */
public class Shipyard extends BaseSystem {
    public static final String GUILD = "guild";
    public static final String CLAN = "clan";

    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Squad> mSquad;
    private ComponentMapper<Velocity> mVelocity;
    private ComponentMapper<Trail> mTrail;
    private GroupManager groups;

    private Blueprint miner;
    private Blueprint fighter;
    private Blueprint raider;
    private Blueprint elite;

    @Override
    protected void initialize() {
        miner =
                new Blueprint()
                        .part(() -> new Hull(0.9f, Side.GUILD))
                        .part(() -> new Health(40f))
                        .part(() -> new Engine(14f, 9f))
                        .part(() -> new Cargo(24))
                        .part(() -> new Magnet(7f, 24f))
                        .part(() -> new Trail(0.4f, '.'))
                        .part(() -> new Allegiance(GUILD))
                        .part(() -> new Sprite('m', 3));
        fighter =
                new Blueprint()
                        .part(() -> new Hull(0.8f, Side.GUILD))
                        .part(() -> new Health(60f))
                        .part(() -> new Shield(30f, 4f))
                        .part(() -> new Engine(34f, 16f))
                        .part(() -> new Weapon(Ammo.PLASMA, 0.5f, 22f))
                        .part(() -> new Trail(0.15f, ','))
                        .part(() -> new Allegiance(GUILD))
                        .part(() -> new Sprite('f', 4));
        raider =
                new Blueprint()
                        .part(() -> new Hull(0.8f, Side.RAIDERS))
                        .part(() -> new Health(34f))
                        .part(() -> new Engine(28f, 13f))
                        .part(() -> new Weapon(Ammo.SLUG, 0.4f, 18f))
                        .part(() -> new Trail(0.2f, '\''))
                        .part(() -> new Bounty(25))
                        .part(() -> new Loot(1, OreKind.IRON, OreKind.GOLD))
                        .part(() -> new Allegiance(CLAN))
                        .part(() -> new Sprite('v', 4));
        elite =
                new Blueprint()
                        .part(() -> new Hull(1.3f, Side.RAIDERS))
                        .part(() -> new Health(120f))
                        .part(() -> new Shield(60f, 6f))
                        .part(() -> new Engine(22f, 11f))
                        .part(() -> new Weapon(Ammo.MISSILE, 1.6f, 30f))
                        .part(() -> new Trail(0.1f, '"'))
                        .part(() -> new Bounty(120))
                        .part(() -> new Loot(4, OreKind.GOLD))
                        .part(() -> new Allegiance(CLAN))
                        .part(() -> new Sprite('W', 5));
    }

    @Override
    protected void processSystem() {}

    @Override
    protected boolean checkProcessing() {
        return false;
    }

    public int station(float x, float y, String name) {
        Entity built =
                new EntityBuilder(world)
                        .with(new Position(x, y), new Hull(6f, Side.GUILD), new Health(4000f))
                        .with(new Shield(800f, 20f), new Cargo(1_000_000), new Sensor(40f))
                        .with(new Station(), new Sprite('#', 9), new Label(name))
                        .with(new Magnet(14f, 30f), new Allegiance(GUILD))
                        .group("stations")
                        .build();
        return built.getId();
    }

    public int turret(float x, float y, int level) {
        Entity built =
                new EntityBuilder(world)
                        .with(new Position(x, y), new Hull(1.4f, Side.GUILD))
                        .with(new Health(150f + 50f * level), new Turret(level), new Sprite('T', 6))
                        .with(
                                new Weapon(
                                        level > 2 ? Ammo.MISSILE : Ammo.PLASMA,
                                        0.7f / level,
                                        24f + 3f * level))
                        .with(new Sensor(30f), new Allegiance(GUILD))
                        .build();
        if (level > 1) {
            built.edit().add(new Shield(40f * level, 5f));
        }
        groups.add(built, "turrets");
        return built.getId();
    }

    public int miner(float x, float y, int home) {
        int built = miner.build(world, new Position(x, y), new Velocity(), new Miner(home));
        groups.add(built, "miners");
        return built;
    }

    public int squad(float patrolX, float patrolY, String group) {
        Entity squad = world.createEntity();
        squad.edit().add(new Squad(patrolX, patrolY));
        groups.add(squad, group);
        return squad.getId();
    }

    public int fighter(float x, float y, int squad) {
        Squad joined = mSquad.get(squad);
        Fighter pilot = new Fighter(squad, joined.members.size());
        int built = fighter.build(world, new Position(x, y), new Velocity(), pilot);
        join(built, joined);
        return built;
    }

    public int raider(Position near, float dx, float dy, int squad, boolean strong) {
        Position position = new Position(near).add(dx, dy);
        int built =
                (strong ? elite : raider)
                        .build(world, position, new Velocity(), new Raider(squad, strong));
        if (strong) {
            mTrail.get(built).interval *= 0.75f;
        }
        mVelocity.get(built).set(dx, dy).limit(4f);
        join(built, mSquad.get(squad));
        return built;
    }

    private void join(int ship, Squad squad) {
        if (squad.leader < 0) {
            squad.leader = ship;
        }
        squad.members.add(ship);
    }

    public Position positionOf(int entity) {
        return mPosition.get(entity);
    }
}
