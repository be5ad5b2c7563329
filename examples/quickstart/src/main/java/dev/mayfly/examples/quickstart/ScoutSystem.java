package dev.mayfly.examples.quickstart;

import com.artemis.BaseSystem;
import com.artemis.annotations.All;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.EntityQuery;
import dev.mayfly.ecs.FrameScoped;
import dev.mayfly.ecs.Groups;
import dev.mayfly.ecs.spatial.SpatialGrid;
import dev.mayfly.ecs.spatial.SweepAndPrune;

import java.util.function.IntPredicate;

/** Asks everything that docs/guide/queries.md shows. */
@SuppressWarnings("NullAway.Init")
@FrameScoped
public final class ScoutSystem extends BaseSystem {
    FrameArena frame; // injected
    Position position;
    Body body;

    @All({Position.class, Body.class})
    EntityQuery bodies; // injected

    private final IntPredicate inTheEast = this::isInTheEast; // kept: it captures this
    private final Groups teams = new Groups(); // kept; filled anew in each tick
    private final SpatialGrid grid = new SpatialGrid(8f); // kept; built anew in each tick

    int east;
    int largestTeam;
    int overlaps;
    int crowded;
    int nearestToOrigin = -1;
    float widest;
    float narrowest;

    /** Takes all it needs by injection. */
    public ScoutSystem() {}

    @Override
    protected void processSystem() {
        look();
        countTeams();
        searchAround();
        findOverlaps();
    }

    private void look() {
        Ints ids = bodies.entities(); // ascending
        Ints byWidth = bodies.sortedBy(body.half); // ascending, stable, NaN last
        Ints topThree = bodies.topK(body.half, 3); // the widest first
        IntList eastern = bodies.select(inTheEast);
        east = eastern.length();
        widest = ids.length() > 0 ? body.half.get(topThree.get(0)) : 0f;
        narrowest = ids.length() > 0 ? body.half.get(byWidth.get(0)) : 0f;
    }

    private boolean isInTheEast(int e) {
        return position.x.get(e) > 0f;
    }

    private void countTeams() {
        bodies.groupBy(body.team, teams);
        largestTeam = 0;
        for (int g = 0; g < teams.count(); g++) {
            largestTeam = Math.max(largestTeam, teams.to(g) - teams.from(g));
        }
    }

    private void searchAround() {
        Ints ids = bodies.entities();
        grid.build(frame, ids, position.x, position.y);
        IntList near = frame.intList(64);
        crowded = 0;
        for (int i = 0; i < ids.length(); i++) {
            int e = ids.get(i);
            grid.neighbors(e, position.x.get(e), position.y.get(e), 8f, near);
            if (near.length() >= 3) {
                crowded++;
            }
        }
        grid.nearest(0f, 0f, 1, near);
        nearestToOrigin = near.isEmpty() ? -1 : near.get(0);
    }

    private void findOverlaps() {
        IntList pairs = frame.intList(256);
        SweepAndPrune.pairs(
                frame, bodies.entities(), position.x, position.y, body.half, body.half, pairs);
        overlaps = pairs.length() / 2; // two ids a pair
    }
}
