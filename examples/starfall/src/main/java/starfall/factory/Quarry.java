package starfall.factory;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.BaseSystem;
import com.artemis.ComponentMapper;
import com.artemis.Entity;

import starfall.Dice;
import starfall.component.Ammo;
import starfall.component.Asteroid;
import starfall.component.Bullet;
import starfall.component.Explosion;
import starfall.component.Health;
import starfall.component.Homing;
import starfall.component.Hull;
import starfall.component.Lifetime;
import starfall.component.Loot;
import starfall.component.Ore;
import starfall.component.OreKind;
import starfall.component.Particle;
import starfall.component.Position;
import starfall.component.Rotation;
import starfall.component.Side;
import starfall.component.Sprite;
import starfall.component.Velocity;

/** Makes what belongs to nobody: rocks and ore, bullets, fire. */
public class Quarry extends BaseSystem {
    private static final String SIZES = ".oO0";

    private final Dice dice;

    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Velocity> mVelocity;
    private ComponentMapper<Bullet> mBullet;
    private ComponentMapper<Homing> mHoming;
    private ComponentMapper<Lifetime> mLifetime;
    private ComponentMapper<Explosion> mExplosion;
    private ComponentMapper<Particle> mParticle;

    private Archetype bullet;
    private Archetype missile;
    private Archetype explosion;
    private Archetype particle;

    public Quarry(Dice dice) {
        this.dice = dice;
    }

    @Override
    protected void initialize() {
        bullet =
                new ArchetypeBuilder()
                        .add(Position.class)
                        .add(Velocity.class)
                        .add(Bullet.class)
                        .add(Lifetime.class)
                        .build(world, "bullet");
        missile = new ArchetypeBuilder(bullet).add(Homing.class).build(world, "missile");
        explosion =
                new ArchetypeBuilder()
                        .add(Position.class)
                        .add(Explosion.class)
                        .build(world, "explosion");
        particle =
                new ArchetypeBuilder()
                        .add(Position.class)
                        .add(Velocity.class)
                        .add(Particle.class)
                        .build(world, "particle");
    }

    @Override
    protected void processSystem() {}

    @Override
    protected boolean checkProcessing() {
        return false;
    }

    public int asteroid(float x, float y, int size) {
        OreKind kind =
                dice.chance(0.1f) ? OreKind.GOLD : dice.chance(0.3f) ? OreKind.ICE : OreKind.IRON;
        Entity rock = world.createEntity();
        rock.edit()
                .add(new Position(x, y))
                .add(new Velocity(dice.either(), dice.either()).scale(3f / size))
                .add(new Rotation(dice.either() * 0.2f))
                .add(new Hull(0.6f * size, Side.NEUTRAL))
                .add(new Health(12f * size))
                .add(new Asteroid(size, kind))
                .add(new Loot(size, kind))
                .add(new Sprite(SIZES.charAt(size), 1));
        return rock.getId();
    }

    public int ore(Position at, OreKind kind, int amount) {
        Entity piece = world.createEntity();
        Velocity velocity = new Velocity(dice.either() * 2f, dice.either() * 2f);
        piece.edit()
                .add(new Position(at))
                .add(velocity)
                .add(new Ore(kind, amount))
                .add(new Sprite(kind.glyph, 2))
                .create(Lifetime.class)
                .set(dice.between(20f, 40f));
        return piece.getId();
    }

    public int shot(
            Position from, float directionX, float directionY, Ammo ammo, Side side, int shooter) {
        int shot = world.create(ammo == Ammo.MISSILE ? missile : bullet);
        mPosition.get(shot).set(from).add(directionX, directionY);
        mVelocity.get(shot).set(directionX, directionY).scale(ammo.speed);
        mBullet.get(shot).set(ammo, side, shooter).pierces = (byte) (ammo == Ammo.PLASMA ? 1 : 0);
        mLifetime.get(shot).set(ammo.seconds);
        return shot;
    }

    public void aim(int missile, int target) {
        Homing homing = mHoming.getSafe(missile, null);
        if (homing != null) {
            homing.target = target;
        }
    }

    public void explosion(Position at, float radius, float damage) {
        int blast = world.create(explosion);
        mPosition.get(blast).set(at);
        mExplosion.get(blast).set(radius, damage);
    }

    public void particle(Position at, float vx, float vy, char glyph, float cooling) {
        int speck = world.create(particle);
        mPosition.get(speck).set(at);
        mVelocity.get(speck).set(vx, vy);
        mParticle.get(speck).set(glyph, cooling);
    }

    public void sparks(Position at, int count) {
        for (int i = 0; i < count; i++) {
            particle(at, dice.either() * 5f, dice.either() * 5f, '+', 1.5f);
        }
    }
}
