package dev.mayfly.ecs.woven;

import com.artemis.annotations.EntityId;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Shorts;

/** As the weaver makes it. */
public final class Crew$Columns extends WovenColumns<Crew> {
    @EntityId public final Ints ship = ints();
    public final References name = references("name");
    @EntityId public final References mates = references("mates");
    public final Bytes ready = bytes();
    public final Shorts rank = shorts();

    @Override
    public Crew view(int row, int life) {
        return new Crew(this, row, life);
    }

    @Override
    public void store(int row, Crew from) {
        ship.set(row, from.ship$own);
        name.set(row, from.name$own);
        mates.set(row, from.mates$own);
        ready.set(row, (byte) (from.ready$own ? 1 : 0));
        rank.set(row, (short) from.rank$own);
    }

    @Override
    public void load(int row, Crew into) {
        into.ship$own = ship.get(row);
        into.name$own = (String) name.get(row);
        into.mates$own = (IntBag) mates.get(row);
        into.ready$own = ready.get(row) != 0;
        into.rank$own = (char) rank.get(row);
    }

    @Override
    public WovenMapper<Crew> newMapper() {
        return new Crew$Mapper(this);
    }
}
