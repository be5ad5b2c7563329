package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.EntityId;
import com.artemis.annotations.LinkPolicy;
import com.artemis.annotations.LinkPolicy.Policy;
import com.artemis.link.EntityLinkManager;
import com.artemis.link.LinkListener;

import dev.mayfly.allocator.Ints;

import java.util.ArrayList;
import java.util.List;

/** One of two worlds with links that must stay equal: in fields, or in columns. */
abstract class LinkTwin {

    /** Three links in fields. */
    public static final class PlainAim extends Component {
        @EntityId public int target = -1;

        @EntityId
        @LinkPolicy(Policy.CHECK_SOURCE)
        public int origin = -1;

        @EntityId
        @LinkPolicy(Policy.SKIP)
        public int last = -1;

        public int number = -1;
    }

    /** The same in columns. */
    public static final class SoaAim extends SoaComponent {
        @EntityId public final Ints target = ints(-1);

        @EntityId
        @LinkPolicy(Policy.CHECK_SOURCE)
        public final Ints origin = ints(-1);

        @EntityId
        @LinkPolicy(Policy.SKIP)
        public final Ints last = ints(-1);

        public final Ints number = ints(-1);
    }

    /** Does in its turn what it was given. */
    abstract static class Player extends BaseSystem {
        Runnable part = () -> {};

        @Override
        protected void processSystem() {
            part.run();
        }
    }

    static final class BeforeLinks extends Player {}

    static final class AfterLinks extends Player {}

    /** Which fields there are. */
    static final List<String> FIELDS = List.of("target", "origin", "last", "number");

    final BeforeLinks before = new BeforeLinks();
    final AfterLinks after = new AfterLinks();
    final List<String> events = new ArrayList<>();
    final EntityLinkManager links;
    final World world;
    final ComponentMapper<? extends Component> aims;

    LinkTwin(
            WorldConfigurationBuilder builder,
            EntityLinkManager links,
            Class<? extends Component> type) {
        this.links = links;
        world = new World(builder.with(before, links, after).build());
        aims = world.getMapper(type);
    }

    /** Columns, in a world with the plugin. */
    static LinkTwin soa(MayflyPlugin plugin, EntityLinkManager links, boolean delayed) {
        WorldConfigurationBuilder builder = new WorldConfigurationBuilder().with(plugin);
        return new Soa(builder.alwaysDelayComponentRemoval(delayed), links);
    }

    /** Fields, in a world of Artemis alone. */
    static LinkTwin plain(EntityLinkManager links, boolean delayed) {
        WorldConfigurationBuilder builder = new WorldConfigurationBuilder();
        return new Plain(builder.alwaysDelayComponentRemoval(delayed), links);
    }

    void register(String name) {
        links.register(aims.getType().getType(), new Logging(events, name));
    }

    void register(String name, String field) {
        links.register(aims.getType().getType(), field, new Logging(events, name));
    }

    abstract int get(int entity, String field);

    abstract void set(int entity, String field, int id);

    /** All links of the entity. */
    String describe(int entity) {
        StringBuilder text = new StringBuilder().append(entity);
        if (aims.has(entity)) {
            FIELDS.forEach(each -> text.append(' ').append(each).append(get(entity, each)));
        }
        return text.toString();
    }

    private static final class Soa extends LinkTwin {
        private final SoaAim aim;

        Soa(WorldConfigurationBuilder builder, EntityLinkManager links) {
            super(builder, links, SoaAim.class);
            aim = ((SoaMapper<SoaAim>) world.getMapper(SoaAim.class)).store();
        }

        private Ints column(String field) {
            return switch (field) {
                case "target" -> aim.target;
                case "origin" -> aim.origin;
                case "last" -> aim.last;
                default -> aim.number;
            };
        }

        @Override
        int get(int entity, String field) {
            return column(field).get(entity);
        }

        @Override
        void set(int entity, String field, int id) {
            column(field).set(entity, id);
        }
    }

    private static final class Plain extends LinkTwin {
        private final ComponentMapper<PlainAim> mapper;

        Plain(WorldConfigurationBuilder builder, EntityLinkManager links) {
            super(builder, links, PlainAim.class);
            mapper = world.getMapper(PlainAim.class);
        }

        @Override
        int get(int entity, String field) {
            PlainAim aim = mapper.get(entity);
            return switch (field) {
                case "target" -> aim.target;
                case "origin" -> aim.origin;
                case "last" -> aim.last;
                default -> aim.number;
            };
        }

        @Override
        void set(int entity, String field, int id) {
            PlainAim aim = mapper.get(entity);
            switch (field) {
                case "target" -> aim.target = id;
                case "origin" -> aim.origin = id;
                case "last" -> aim.last = id;
                default -> aim.number = id;
            }
        }
    }

    /** Writes down what it is told, under a name. */
    private record Logging(List<String> events, String name) implements LinkListener {

        @Override
        public void onLinkEstablished(int sourceId, int targetId) {
            events.add(name + ": " + sourceId + " links to " + targetId);
        }

        @Override
        public void onLinkKilled(int sourceId, int targetId) {
            events.add(name + ": " + sourceId + " no longer links to " + targetId);
        }

        @Override
        public void onTargetDead(int sourceId, int deadTargetId) {
            events.add(name + ": target of " + sourceId + " is dead: " + deadTargetId);
        }

        @Override
        public void onTargetChanged(int sourceId, int targetId, int oldTargetId) {
            events.add(name + ": " + sourceId + " from " + oldTargetId + " to " + targetId);
        }
    }
}
