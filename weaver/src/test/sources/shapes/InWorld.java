package shapes;

import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.utils.Bag;

import dev.mayfly.ecs.Columns;
import dev.mayfly.ecs.MayflyPlugin;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The same with components of entities. */
public class InWorld {

    private InWorld() {}

    private static World world() {
        return new World(new WorldConfigurationBuilder().with(new MayflyPlugin()).build());
    }

    /** One that was made by its mapper. */
    public static List<String> created() {
        World world = world();
        world.create();
        return Users.use(world.getMapper(Velocity.class).create(world.create()));
    }

    /** One that was made by new. */
    public static List<String> added() {
        World world = world();
        int entity = world.create();
        Velocity velocity = new Velocity();
        world.edit(entity).add(velocity);
        return Users.use(velocity);
    }

    /** A view of one. */
    public static List<String> got() {
        World world = world();
        int entity = world.create();
        world.getMapper(Velocity.class).create(entity);
        return Users.use(world.getMapper(Velocity.class).get(entity));
    }

    /** A component without equals() of its own. */
    @Columns
    public static class Tag extends Component {
        public int value;
    }

    private static String compare(Tag one, Tag other, Component any) {
        Bag<Tag> bag = new Bag<>();
        bag.add(one);
        Set<Object> set = new HashSet<>(List.of(one));
        return (one == other)
                + " "
                + (one != any)
                + " "
                + (any == other ? 1 : 0)
                + one.equals(other)
                + bag.contains(other)
                + set.contains(other)
                + bag.remove(other)
                + (one == null)
                + (one != new Tag());
    }

    /** What identity is, of components of one entity and of two. */
    public static List<String> identity() {
        World world = world();
        ComponentMapper<Tag> tags = world.getMapper(Tag.class);
        int one = world.create();
        int other = world.create();
        tags.create(one);
        Tag own = new Tag();
        world.edit(other).add(own);
        return List.of(
                compare(tags.get(one), tags.get(one), tags.get(one)),
                compare(tags.get(one), tags.get(other), tags.get(one)),
                compare(tags.get(other), own, own),
                compare(own, tags.get(other), tags.get(one)));
    }
}
