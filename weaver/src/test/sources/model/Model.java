package model;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.Entity;
import com.artemis.EntitySubscription;
import com.artemis.EntityTransmuter;
import com.artemis.EntityTransmuterFactory;
import com.artemis.PooledComponent;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.annotations.DelayedComponentRemoval;
import com.artemis.annotations.EntityId;
import com.artemis.annotations.One;
import com.artemis.link.EntityLinkManager;
import com.artemis.link.LinkListener;
import com.artemis.systems.EntityProcessingSystem;
import com.artemis.systems.IteratingSystem;
import com.artemis.utils.Bag;
import com.artemis.utils.EntityBuilder;
import com.artemis.utils.IntBag;

import dev.mayfly.ecs.Columns;
import dev.mayfly.ecs.MayflyPlugin;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A random program; each call is a tick, and returns what there is to be seen of it. */
public final class Model implements Supplier<String> {

    private static final int STEPS = 16;
    private static final int FULL = 150;

    enum Kind {
        ONE,
        OTHER
    }

    @Columns
    public static class Body extends Component {
        public float x;
        public double y = 7;
        private long z = -1;
        public boolean on;
        public char sign = 'a';
        byte small = 3;
        protected short middle;

        public Body() {}

        public Body(float x, double y) {
            this.x = x;
            this.y += y;
        }

        Body moved(float by) {
            x += by;
            on = !on;
            sign++;
            small--;
            middle += 3;
            z ^= (long) x;
            return this;
        }

        @Override
        public String toString() {
            return x + " " + y + " " + z + " " + on + " " + sign + " " + small + " " + middle;
        }
    }

    @Columns
    public static class Shot extends PooledComponent {
        public int left = 3;
        public float power = 1;
        public List<String> log = new ArrayList<>();

        static int made;
        static int resets;

        public Shot() {
            made++;
        }

        /** Forgets the power, as it should not. */
        @Override
        protected void reset() {
            left = 2;
            resets++;
            log.clear();
        }

        @Override
        public String toString() {
            return left + " " + power + " " + log;
        }
    }

    @Columns
    public static class Cargo extends Component {
        public String name = "none";
        public int[] boxes = new int[2];
        Kind kind;
        @EntityId public int owner = -1;
        @EntityId public IntBag mates = new IntBag();
        public Entity friend;
        public Bag<Entity> crowd = new Bag<>();

        @Override
        public String toString() {
            return name
                    + " "
                    + boxes[0]
                    + " "
                    + kind
                    + " "
                    + owner
                    + " "
                    + ids(mates)
                    + " "
                    + (friend == null ? "-" : friend.getId())
                    + " "
                    + crowd.size();
        }
    }

    @Columns
    @DelayedComponentRemoval
    public static class Mark extends Component {
        public int value = 5;

        @Override
        public String toString() {
            return "" + value;
        }
    }

    public static class Plain extends Component {
        public int number;

        @Override
        public String toString() {
            return "" + number;
        }
    }

    /** Runs over spans, and takes away what it reads. */
    @All({Body.class, Shot.class})
    public static class Moving extends IteratingSystem {
        ComponentMapper<Body> bodies;
        ComponentMapper<Shot> shots;
        Model model;

        @Override
        protected void process(int e) {
            Body body = bodies.get(e);
            Shot shot = shots.get(e);
            if (shot == null || body == null) {
                model.say("lost " + e);
                return;
            }
            body.moved(shot.power).y -= shot.left;
            shot.left--;
            if (shot.left < -3) {
                if (model.random.nextInt(4) == 0) {
                    model.drop(e + 1);
                }
                shots.remove(e);
                model.say("none " + e + (shots.get(e) == null));
            }
        }
    }

    @One({Cargo.class, Mark.class})
    public static class Carrying extends EntityProcessingSystem {
        ComponentMapper<Cargo> cargos;
        ComponentMapper<Mark> marks;
        ComponentMapper<Body> bodies;

        @Override
        protected void process(Entity e) {
            Cargo cargo = cargos.getSafe(e, null);
            if (cargo != null) {
                cargo.boxes[0]++;
                cargo.name = cargo.name.length() > 5 ? "" : cargo.name + cargo.boxes[0];
            }
            if (marks.has(e)) {
                marks.get(e).value++;
            }
            if (bodies.has(e)) {
                bodies.get(e).x += 0.5f;
            }
        }
    }

    /** Plays its part of the program in its turn. */
    public static class Playing extends BaseSystem {
        Model model;

        @Override
        protected void processSystem() {
            model.play();
        }
    }

    public static final class PlayingFirst extends Playing {}

    public static final class PlayingLast extends Playing {}

    private final Random random;
    private final World world;
    private final ComponentMapper<Body> bodies;
    private final ComponentMapper<Shot> shots;
    private final ComponentMapper<Cargo> cargos;
    private final ComponentMapper<Mark> marks;
    private final ComponentMapper<Plain> plains;
    private final Archetype flying;
    private final Archetype laden;
    private final EntityTransmuter toFlying;
    private final EntityTransmuter toMarked;
    private final EntityTransmuter toNothing;
    private final EntitySubscription all;
    private final List<EntitySubscription> subscriptions = new ArrayList<>();

    /** Components that are kept, by entity, while it has them. */
    private final TreeMap<Integer, Body> kept = new TreeMap<>();

    private final BitSet doomed = new BitSet();
    private StringBuilder said = new StringBuilder();

    public Model(long seed, boolean withPlugin, boolean delayed) {
        random = new Random(seed);
        WorldConfigurationBuilder builder = new WorldConfigurationBuilder();
        if (withPlugin) {
            builder.with(new MayflyPlugin());
        }
        builder.alwaysDelayComponentRemoval(delayed);
        EntityLinkManager links = new EntityLinkManager();
        Moving moving = new Moving();
        Playing first = new PlayingFirst();
        Playing last = new PlayingLast();
        builder.with(links, first, moving, new Carrying(), last);
        moving.model = this;
        first.model = this;
        last.model = this;
        world = new World(builder.build());
        bodies = world.getMapper(Body.class);
        shots = world.getMapper(Shot.class);
        cargos = world.getMapper(Cargo.class);
        marks = world.getMapper(Mark.class);
        plains = world.getMapper(Plain.class);
        flying = new ArchetypeBuilder().add(Body.class).add(Shot.class).build(world);
        laden = new ArchetypeBuilder().add(Cargo.class).add(Mark.class).build(world);
        toFlying = new EntityTransmuterFactory(world).add(Body.class).add(Shot.class).build();
        toMarked = new EntityTransmuterFactory(world).remove(Shot.class).add(Mark.class).build();
        toNothing =
                new EntityTransmuterFactory(world)
                        .remove(Body.class)
                        .remove(Shot.class)
                        .remove(Cargo.class)
                        .remove(Mark.class)
                        .build();
        all = subscribe(Aspect.all());
        subscribe(Aspect.all(Body.class));
        subscribe(Aspect.all(Body.class).exclude(Shot.class));
        subscribe(Aspect.one(Cargo.class, Mark.class));
        subscribe(Aspect.all(Shot.class, Plain.class));
        links.register(Cargo.class, new Links("cargo"));
        links.register(Cargo.class, "friend", new Links("friend"));
    }

    /** Writes down what is said of links. */
    private final class Links implements LinkListener {
        final String name;

        Links(String name) {
            this.name = name;
        }

        @Override
        public void onLinkEstablished(int source, int target) {
            say(name + " link " + source + " " + target);
        }

        @Override
        public void onLinkKilled(int source, int target) {
            say(name + " killed " + source + " " + target);
        }

        @Override
        public void onTargetDead(int source, int dead) {
            say(name + " dead " + source + " " + dead);
        }

        @Override
        public void onTargetChanged(int source, int target, int old) {
            say(name + " changed " + source + " " + target + " " + old);
        }
    }

    private EntitySubscription subscribe(Aspect.Builder aspect) {
        EntitySubscription made = world.getAspectSubscriptionManager().get(aspect);
        int number = subscriptions.size();
        made.addSubscriptionListener(
                new EntitySubscription.SubscriptionListener() {
                    @Override
                    public void inserted(IntBag entities) {
                        tell("in", entities);
                    }

                    @Override
                    public void removed(IntBag entities) {
                        tell("out", entities);
                    }

                    private void tell(String what, IntBag entities) {
                        say(what + number + ids(entities));
                        for (int i = 0; i < entities.size(); i++) {
                            describe(entities.get(i));
                        }
                    }
                });
        subscriptions.add(made);
        return made;
    }

    private static String ids(IntBag bag) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < bag.size(); i++) {
            text.append(bag.get(i)).append(' ');
        }
        return text.append(']').toString();
    }

    void say(String what) {
        said.append(what).append('\n');
    }

    private void describe(int entity) {
        say(
                entity
                        + ": "
                        + world.getComponentManager().getIdentity(entity)
                        + " "
                        + bodies.has(entity)
                        + bodies.get(entity)
                        + ", "
                        + shots.has(entity)
                        + shots.get(entity)
                        + ", "
                        + cargos.has(entity)
                        + cargos.get(entity)
                        + ", "
                        + marks.has(entity)
                        + marks.get(entity)
                        + ", "
                        + plains.get(entity));
    }

    @Override
    public String get() {
        said = new StringBuilder();
        play();
        world.process();
        doomed.clear();
        IntBag living = all.getEntities();
        for (int i = 0; i < living.size(); i++) {
            int entity = living.get(i);
            describe(entity);
            Bag<Component> components = world.getEntity(entity).getComponents(new Bag<>());
            for (Component each : components) {
                say(each.getClass().getSimpleName() + " " + each);
            }
        }
        for (EntitySubscription each : subscriptions) {
            say(ids(each.getEntities()));
        }
        kept.keySet().removeIf(entity -> !bodies.has(entity));
        kept.forEach((entity, body) -> say("kept " + entity + " " + body));
        return said.toString();
    }

    void play() {
        for (int i = 0; i < STEPS; i++) {
            step();
            say(Shot.made + " made, " + Shot.resets + " reset");
        }
    }

    private void step() {
        int which = random.nextInt(32);
        int value = random.nextInt(1000);
        IntBag living = all.getEntities();
        boolean full = living.size() > FULL;
        if (living.isEmpty() || (which < 6 && !full)) {
            create(which, value);
            return;
        }
        int entity = living.get(random.nextInt(living.size()));
        int other = living.get(random.nextInt(living.size()));
        say(which + " " + entity);
        if (!doomed.get(entity)) {
            if (full && which < 12) {
                delete(entity);
            } else {
                change(which, entity, doomed.get(other) ? entity : other, value);
            }
        }
    }

    private void create(int which, int value) {
        switch (which) {
            case 0 -> world.create();
            case 1, 2 -> bodies.get(world.create(flying)).x = value;
            case 3 -> cargos.get(world.create(laden)).name = "" + value;
            case 4 -> {
                Entity made = new EntityBuilder(world).with(new Body(value, 1), new Mark()).build();
                made.edit().create(Shot.class).power = value;
            }
            default -> {
                Body body = new Body(1, value).moved(2);
                Entity made = world.createEntity();
                made.edit().add(body).add(new Plain());
                body.moved(3);
                kept.put(made.getId(), body);
            }
        }
    }

    private void delete(int entity) {
        world.delete(entity);
        doomed.set(entity);
        kept.remove(entity);
    }

    /** Takes a shot away in the turn of another system. */
    private void drop(int entity) {
        if (all.getActiveEntityIds().get(entity) && !doomed.get(entity)) {
            shots.remove(entity);
        }
    }

    private void change(int which, int entity, int other, int value) {
        switch (which) {
            case 6, 7 -> kept.put(entity, bodies.create(entity));
            case 8 -> shots.create(entity).log.add("" + value);
            case 9 -> cargos.create(entity).kind = value % 2 == 0 ? Kind.ONE : Kind.OTHER;
            case 10 -> marks.set(entity, value % 2 == 0);
            case 11 -> removeBody(entity);
            case 12 -> shots.remove(entity);
            case 13 -> cargos.remove(entity);
            case 14 -> marks.remove(entity);
            case 15 -> world.edit(entity).remove(Cargo.class).create(Mark.class).value = value;
            case 16 -> {
                Body body = new Body(value, value);
                world.edit(entity).add(body);
                body.x++;
                kept.put(entity, body);
            }
            case 17 -> {
                Cargo cargo = new Cargo();
                cargo.name = "new" + value;
                world.edit(entity).add(cargo).create(Plain.class).number = value;
                cargo.boxes[1] = value;
            }
            case 18 -> toFlying.transmute(entity);
            case 19 -> toMarked.transmute(entity);
            case 20 -> {
                kept.remove(entity);
                toNothing.transmute(entity);
            }
            case 21 -> link(entity, other, value);
            case 22 -> {
                removeBody(entity);
                bodies.create(entity).x = value;
            }
            case 23 -> {
                marks.create(entity).value = value;
                marks.remove(entity);
                Mark mark = marks.get(entity);
                say("mark " + (mark == null ? null : mark.value) + marks.has(entity));
            }
            case 24 -> delete(entity);
            case 25 -> {
                delete(entity);
                shots.remove(entity);
            }
            case 26 -> plains.create(entity).number = value;
            case 27 -> plains.remove(entity);
            case 28 -> {
                Body body = world.getEntity(entity).getComponent(Body.class);
                say("" + body + (body == null ? "" : body.moved(value).sign));
            }
            default -> write(entity, value);
        }
    }

    private void removeBody(int entity) {
        kept.remove(entity);
        bodies.remove(entity);
    }

    private void link(int entity, int other, int value) {
        Cargo cargo = cargos.create(entity);
        switch (value % 4) {
            case 0 -> cargo.owner = other;
            case 1 -> cargo.mates.add(other);
            case 2 -> cargo.friend = world.getEntity(other);
            default -> cargo.crowd.add(world.getEntity(other));
        }
    }

    private void write(int entity, int value) {
        Body body = bodies.getSafe(entity, null);
        if (body != null) {
            body.x = value;
            body.y *= 0.5;
            body.on |= value % 3 == 0;
            body.sign = (char) ('a' + value % 26);
        }
        Body held = kept.get(entity);
        if (held != null) {
            held.moved(1);
        }
        if (shots.has(entity)) {
            shots.get(entity).power += value;
            shots.get(entity).left = value % 5;
        }
        if (marks.has(entity)) {
            marks.get(entity).value -= value;
        }
    }
}
