package dev.mayfly.ecs;

import com.artemis.World;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** {@link Hit}s in one of the two forms, so that a test can be run on both. */
abstract class Hits {

    final int lifetime;
    final TransientTable table;

    private final Class<?> type;

    private Hits(Class<?> type, TransientTable table) {
        this.type = type;
        lifetime = Lifetimes.ticksOf(type);
        this.table = table;
    }

    /** All forms and lifetimes, of one world. */
    static List<Hits> all(World world) {
        Fields fields = new Fields();
        world.inject(fields);
        return List.of(
                new Objects(Hit.class, fields.hits),
                new Objects(Hit.OfTwo.class, fields.longHits),
                new Objects(Hit.OfThree.class, fields.longerHits),
                new Columns(Hit.Rows.class, fields.rows),
                new Columns(Hit.RowsOfTwo.class, fields.longRows),
                new Columns(Hit.RowsOfThree.class, fields.longerRows));
    }

    /** Gives the entity a hit, and returns the damage that it has. */
    abstract int create(int entity);

    abstract int damage(int entity);

    abstract void setDamage(int entity, int damage);

    String name() {
        return type.getSimpleName();
    }

    List<Integer> entities() {
        return IntStream.range(0, table.size()).mapToObj(table::entity).toList();
    }

    void forEach(IntConsumer action) {
        IntStream.range(0, table.size()).map(table::entity).forEach(action);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " for " + lifetime;
    }

    static class Fields {
        FrameMapper<Hit> hits;
        FrameMapper<Hit.OfTwo> longHits;
        FrameMapper<Hit.OfThree> longerHits;
        Hit.Rows rows;
        Hit.RowsOfTwo longRows;
        Hit.RowsOfThree longerRows;
    }

    private static final class Objects extends Hits {
        private final FrameMapper<? extends Hit> hits;

        Objects(Class<?> type, FrameMapper<? extends Hit> hits) {
            super(type, hits);
            this.hits = hits;
        }

        @Override
        int create(int entity) {
            return hits.create(entity).damage;
        }

        @Override
        int damage(int entity) {
            return hits.get(entity).damage;
        }

        @Override
        void setDamage(int entity, int damage) {
            hits.get(entity).damage = damage;
        }
    }

    private static final class Columns extends Hits {
        private final Hit.Rows rows;

        Columns(Class<?> type, Hit.Rows rows) {
            super(type, rows);
            this.rows = rows;
        }

        @Override
        int create(int entity) {
            return rows.damage.get(rows.touch(entity));
        }

        @Override
        int damage(int entity) {
            return rows.damage.get(entity);
        }

        @Override
        void setDamage(int entity, int damage) {
            rows.damage.set(entity, damage);
        }
    }
}
