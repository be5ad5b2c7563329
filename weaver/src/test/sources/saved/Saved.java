package saved;

import com.artemis.Aspect;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.Entity;
import com.artemis.EntitySubscription;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.EntityId;
import com.artemis.io.JsonArtemisSerializer;
import com.artemis.io.SaveFileFormat;
import com.artemis.managers.WorldSerializationManager;
import com.artemis.utils.Bag;
import com.artemis.utils.IntBag;

import dev.mayfly.ecs.Columns;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.json.SoaJsonSerializer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Entities that are saved, and loaded by another world. */
public final class Saved {

    public enum Rank {
        LOW,
        HIGH
    }

    @Columns
    public static class Hull extends Component {
        public float x = 1;
        public double y;
        public long big;
        public boolean on;
        public char sign = 'a';
        public byte small;
        public short middle = 4;
        public String name = "none";
        public Rank rank = Rank.LOW;
        public int[] boxes = {1, 2};
        public transient int fleeting = 6;
        @EntityId public int target = -1;
        @EntityId public IntBag mates = new IntBag();
        public Entity friend;
        public Bag<Entity> crowd = new Bag<>();
    }

    private final WorldSerializationManager manager = new WorldSerializationManager();
    private final World world;
    private final ComponentMapper<Hull> hulls;

    private Saved(boolean withPlugin, boolean ours) {
        WorldConfigurationBuilder builder = new WorldConfigurationBuilder().with(manager);
        if (withPlugin) {
            builder.with(new MayflyPlugin());
        }
        world = new World(builder.build());
        hulls = world.getMapper(Hull.class);
        manager.setSerializer(
                ours ? new SoaJsonSerializer(world) : new JsonArtemisSerializer(world));
    }

    private void fill() {
        int first = world.create();
        int second = world.create();
        hulls.create(first);
        Hull hull = hulls.create(second);
        hull.x = 2.5f;
        hull.y = -3;
        hull.big = 1L << 60;
        hull.on = true;
        hull.sign = 'q';
        hull.small = -7;
        hull.middle = 300;
        hull.name = "Ada";
        hull.rank = Rank.HIGH;
        hull.boxes[1] = 9;
        hull.fleeting = 8;
        hull.target = first;
        hull.mates.add(first);
        hull.mates.add(second);
        hull.friend = world.getEntity(first);
        world.process();
    }

    private String save() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EntitySubscription all = world.getAspectSubscriptionManager().get(Aspect.all());
        manager.save(out, new SaveFileFormat(all));
        return out.toString(StandardCharsets.UTF_8);
    }

    private void load(String text) {
        for (int i = 0; i < 3; i++) {
            world.create(); // so that ids are others
        }
        manager.load(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                SaveFileFormat.class);
        world.process();
    }

    private String describe() {
        StringBuilder text = new StringBuilder();
        IntBag all = world.getAspectSubscriptionManager().get(Aspect.all(Hull.class)).getEntities();
        for (int i = 0; i < all.size(); i++) {
            Hull hull = hulls.get(all.get(i));
            text.append(all.get(i)).append(' ').append(hull.x).append(' ').append(hull.y);
            text.append(' ').append(hull.big).append(' ').append(hull.on).append(' ');
            text.append(hull.sign).append(' ').append(hull.small).append(' ');
            text.append(hull.middle).append(' ').append(hull.name).append(' ');
            text.append(hull.rank).append(' ').append(hull.boxes[1]).append(' ');
            text.append(hull.fleeting).append(' ').append(hull.target).append(' ');
            for (int k = 0; k < hull.mates.size(); k++) {
                text.append(hull.mates.get(k)).append(',');
            }
            text.append(' ').append(hull.friend == null ? "-" : hull.friend.getId());
            text.append(' ').append(hull.crowd.size()).append('\n');
        }
        return text.toString();
    }

    /** The text of a file by Artemis' own serializer. */
    public static String saveAsArtemisDoes() {
        Saved saved = new Saved(false, false);
        saved.fill();
        return saved.save();
    }

    /** The text of a file. */
    public static String save(boolean withPlugin) {
        Saved saved = new Saved(withPlugin, true);
        saved.fill();
        return saved.save();
    }

    /** Says what a world has after it has loaded a file. */
    public static void main(String[] arguments) throws IOException {
        Saved saved = new Saved(Boolean.parseBoolean(arguments[1]), true);
        saved.load(Files.readString(Path.of(arguments[0])));
        System.out.print(saved.describe());
    }
}
