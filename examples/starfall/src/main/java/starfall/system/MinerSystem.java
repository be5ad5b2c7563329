package starfall.system;

import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.annotations.Exclude;
import com.artemis.systems.IteratingSystem;
import com.artemis.utils.IntBag;

import starfall.Dice;
import starfall.Session;
import starfall.Space;
import starfall.component.Asteroid;
import starfall.component.Cargo;
import starfall.component.Engine;
import starfall.component.Health;
import starfall.component.Impact;
import starfall.component.Miner;
import starfall.component.Position;
import starfall.component.Station;
import starfall.component.Stunned;
import starfall.rules.Steering;

/** What miners do: find a rock, drill it, bring the ore home, and run from raiders. */
@All({Miner.class, Position.class, Engine.class, Cargo.class, Health.class})
@Exclude(Stunned.class)
public class MinerSystem extends IteratingSystem {
    private static final float SIGHT = 30f;
    private static final float DRILL_REACH = 3.5f;
    private static final float DOCK_REACH = 8f;

    private final Space space;
    private final Dice dice;
    private final Session session;
    private final IntBag near = new IntBag();

    private ComponentMapper<Miner> mMiner;
    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Engine> mEngine;
    private ComponentMapper<Cargo> mCargo;
    private ComponentMapper<Health> mHealth;
    private ComponentMapper<Asteroid> mAsteroid;
    private ComponentMapper<Impact> mImpact;
    private ComponentMapper<Station> mStation;
    private GridSystem gridSystem;

    public MinerSystem(Space space, Dice dice, Session session) {
        this.space = space;
        this.dice = dice;
        this.session = session;
    }

    @Override
    protected void process(int e) {
        Miner miner = mMiner.get(e);
        Position position = mPosition.get(e);
        Engine engine = mEngine.get(e);
        Cargo cargo = mCargo.get(e);
        engine.boost = session.overdrive > 0f;
        miner.wait -= world.delta;
        if (miner.task != Miner.Task.FLEE && mHealth.get(e).share() < 0.5f) {
            release(miner);
            miner.to(Miner.Task.FLEE).wait = 5f;
        }
        switch (miner.task) {
            case SEEK -> {
                engine.idle();
                if (miner.wait <= 0f) {
                    seek(miner, position);
                }
            }
            case APPROACH -> approach(miner, position, engine);
            case DRILL -> drill(e, miner, position, engine, cargo);
            case RETURN -> {
                if (home(miner, position, engine)) {
                    session.mined += cargo.unloadInto(mCargo.get(miner.home));
                    IntBag docked = mStation.get(miner.home).docked;
                    if (!docked.contains(e)) {
                        docked.add(e);
                    }
                    miner.trips++;
                    miner.to(Miner.Task.SEEK);
                }
            }
            case FLEE -> {
                engine.boost = true;
                if (home(miner, position, engine) || miner.wait <= 0f) {
                    mHealth.get(e).heal(world.delta * 10f);
                    miner.to(cargo.isFull() ? Miner.Task.RETURN : Miner.Task.SEEK);
                }
            }
        }
    }

    private void seek(Miner miner, Position position) {
        gridSystem.grid().around(position, SIGHT, near);
        float best = Float.MAX_VALUE;
        int chosen = -1;
        for (int i = 0, s = near.size(); i < s; i++) {
            int rock = near.get(i);
            Asteroid asteroid = mAsteroid.getSafe(rock, null);
            if (asteroid == null || asteroid.claims > 1) {
                continue;
            }
            float worth = position.distance2(mPosition.get(rock), space) / asteroid.ore.price;
            if (worth < best) {
                best = worth;
                chosen = rock;
            }
        }
        if (chosen < 0) {
            miner.wait = dice.between(0.5f, 1.5f);
        } else {
            mAsteroid.get(chosen).claims++;
            miner.rock = chosen;
            miner.to(Miner.Task.APPROACH).wait = 20f;
        }
    }

    private void approach(Miner miner, Position position, Engine engine) {
        Asteroid asteroid = rock(miner);
        if (asteroid == null || miner.wait <= 0f) {
            release(miner);
            miner.to(Miner.Task.SEEK);
            return;
        }
        Position at = mPosition.get(miner.rock);
        Steering.seek(engine, position, at, space);
        if (position.within(DRILL_REACH, at, space)) {
            miner.to(Miner.Task.DRILL);
        }
    }

    private void drill(int e, Miner miner, Position position, Engine engine, Cargo cargo) {
        Asteroid asteroid = rock(miner);
        if (cargo.isFull()) {
            release(miner);
            miner.to(Miner.Task.RETURN);
        } else if (asteroid == null
                || !position.within(DRILL_REACH * 2f, mPosition.get(miner.rock), space)) {
            release(miner);
            // Some of what came off is still about.
            miner.to(cargo.load() * 2 > cargo.room ? Miner.Task.RETURN : Miner.Task.SEEK).wait = 1f;
        } else {
            Steering.seek(engine, position, mPosition.get(miner.rock), space);
            mImpact.create(miner.rock).add(miner.drill * world.delta, e);
            if (asteroid.size == 1 && dice.chance(world.delta)) {
                cargo.take(asteroid.ore, 1);
            }
        }
    }

    private boolean home(Miner miner, Position position, Engine engine) {
        if (miner.home < 0 || !mPosition.has(miner.home)) {
            engine.idle();
            return false;
        }
        Position home = mPosition.get(miner.home);
        Steering.seek(engine, position, home, space);
        return position.within(DOCK_REACH, home, space);
    }

    private Asteroid rock(Miner miner) {
        return miner.rock < 0 ? null : mAsteroid.getSafe(miner.rock, null);
    }

    private void release(Miner miner) {
        Asteroid asteroid = rock(miner);
        if (asteroid != null && asteroid.claims > 0) {
            asteroid.claims--;
        }
        miner.rock = -1;
    }
}
