package starfall;

import com.artemis.ArtemisPlugin;
import com.artemis.Aspect;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.io.JsonArtemisSerializer;
import com.artemis.io.SaveFileFormat;
import com.artemis.link.EntityLinkManager;
import com.artemis.managers.GroupManager;
import com.artemis.managers.PlayerManager;
import com.artemis.managers.TagManager;
import com.artemis.managers.TeamManager;
import com.artemis.managers.WorldSerializationManager;
import com.artemis.utils.IntBag;

import starfall.factory.Quarry;
import starfall.factory.Shipyard;
import starfall.system.*;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** A game: a world and what is known beside it. */
public final class Game implements AutoCloseable {
    /** A file to save a game in. */
    public static class Save extends SaveFileFormat {
        public Session session;
        public long dice;

        public Save() {}

        Save(IntBag entities, Session session, long dice) {
            super(entities);
            this.session = session;
            this.dice = dice;
        }
    }

    public final Setup setup;
    public final Space space;
    public final Session session = new Session();
    public final Dice dice;
    public final World world;
    private final WorldSerializationManager saves = new WorldSerializationManager();
    private IntBag loaded;

    private Game(Setup setup, ArtemisPlugin... plugins) {
        this.setup = setup;
        this.space = setup.space();
        this.dice = new Dice(setup.seed);
        this.world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugins)
                                .alwaysDelayComponentRemoval(false)
                                .with(
                                        saves,
                                        new TagManager(),
                                        new GroupManager(),
                                        new PlayerManager(),
                                        new TeamManager(),
                                        new Shipyard(),
                                        new Quarry(dice))
                                .with(
                                        new ScriptSystem(setup.script, session, space),
                                        new WaveSystem(setup, session, dice, space),
                                        new RockfallSystem(setup, dice, space),
                                        new GridSystem(space),
                                        new SensorSystem(space),
                                        new MinerSystem(space, dice, session),
                                        new RaiderSystem(space, dice),
                                        new FighterSystem(space, dice, session),
                                        new SquadSystem(space, dice),
                                        new TurretSystem(space),
                                        new WeaponSystem(),
                                        new HomingSystem(space),
                                        new StunSystem(),
                                        new EngineSystem(),
                                        new MagnetSystem(space),
                                        new BumpSystem(space),
                                        new MovementSystem(),
                                        new WrapSystem(space),
                                        new SpinSystem(),
                                        new CollisionSystem(space),
                                        new ExplosionSystem(space),
                                        new DamageSystem(),
                                        new BurningSystem(),
                                        new ShieldSystem(),
                                        new RepairSystem(space),
                                        new DeathSystem(dice, session),
                                        new PickupSystem(space),
                                        new RefinerySystem(session),
                                        new TrailSystem(),
                                        new ParticleSystem(),
                                        new ExpirySystem(),
                                        new ScoreSystem(session),
                                        new AllegianceSystem(),
                                        new AfterTick(),
                                        new EntityLinkManager())
                                .build());
        world.setDelta(Setup.STEP);
        saves.setSerializer(new JsonArtemisSerializer(world).prettyPrint(false));
    }

    /** Begins a game. */
    public static Game start(Setup setup, ArtemisPlugin... plugins) {
        Game game = new Game(setup, plugins);
        game.populate();
        game.world.process();
        return game;
    }

    /**
     * Goes on with a game that was saved.
     *
     * @param setup that of the saved game
     */
    public static Game load(byte[] save, Setup setup, ArtemisPlugin... plugins) {
        Game game = new Game(setup, plugins);
        Save loaded = game.saves.load(new ByteArrayInputStream(save), Save.class);
        game.loaded = loaded.entities;
        game.session.set(loaded.session);
        game.dice.state(loaded.dice);
        return game;
    }

    public byte[] save() {
        IntBag all = new IntBag();
        all.addAll(entities());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        saves.save(bytes, new Save(all, session, dice.state()));
        return bytes.toByteArray();
    }

    public void tick() {
        session.tick++;
        world.process();
        loaded = null;
    }

    public long checksum() {
        return Checksum.of(this, true);
    }

    /** All there are. Right after a load they are in no subscription yet. */
    public IntBag entities() {
        return loaded != null
                ? loaded
                : world.getAspectSubscriptionManager().get(Aspect.all()).getEntities();
    }

    private void populate() {
        Shipyard yard = world.getSystem(Shipyard.class);
        Quarry quarry = world.getSystem(Quarry.class);
        IntBag stations = new IntBag();
        for (int i = 0; i < setup.scale; i++) {
            float x = space.width * (i + 0.5f) / setup.scale;
            float y = i == 0 ? space.height * 0.5f : space.height * dice.between(0.2f, 0.8f);
            stations.add(yard.station(x, y, "Station " + (i + 1)));
        }
        world.getSystem(TagManager.class).register("home", stations.get(0));
        for (int i = 0; i < setup.turrets(); i++) {
            var at = yard.positionOf(stations.get(i % stations.size()));
            yard.turret(at.x + dice.either() * 40f, at.y + dice.either() * 40f, 1 + i % 3);
        }
        for (int i = 0; i < setup.miners(); i++) {
            int home = stations.get(i % stations.size());
            var at = yard.positionOf(home);
            yard.miner(at.x + dice.either() * 12f, at.y + dice.either() * 12f, home);
        }
        for (int i = 0; i < setup.squadrons(); i++) {
            float x = dice.share() * space.width;
            float y = dice.share() * space.height;
            int squad = yard.squad(x, y, "wings");
            for (int j = 0; j < 5; j++) {
                yard.fighter(x + j * 2f, y, squad);
            }
        }
        for (int i = 0; i < setup.asteroids(); i++) {
            quarry.asteroid(
                    dice.share() * space.width, dice.share() * space.height, 1 + dice.below(3));
        }
    }

    @Override
    public void close() {
        world.dispose();
    }
}
