package shapes;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.ecs.MayflyPlugin;

import java.util.List;

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
}
