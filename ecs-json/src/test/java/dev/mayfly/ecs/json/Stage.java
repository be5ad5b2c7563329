package dev.mayfly.ecs.json;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.io.SaveFileFormat;
import com.artemis.link.EntityLinkManager;
import com.artemis.managers.GroupManager;
import com.artemis.managers.TagManager;
import com.artemis.managers.WorldSerializationManager;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.SoaMapper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A world with both kinds of components. */
final class Stage {

    final WorldSerializationManager manager = new WorldSerializationManager();
    final World world;
    final SoaJsonSerializer serializer;
    final SoaMapper<Place> places;
    final SoaMapper<Visible> visibles;
    final SoaMapper<Homing> homings;
    final ComponentMapper<Name> names;
    final Place place;
    final Homing homing;

    Stage(FrameAllocator memory) {
        world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin().allocator(memory))
                                .with(
                                        manager,
                                        new TagManager(),
                                        new GroupManager(),
                                        new EntityLinkManager())
                                .build());
        places = (SoaMapper<Place>) world.getMapper(Place.class);
        visibles = (SoaMapper<Visible>) world.getMapper(Visible.class);
        homings = (SoaMapper<Homing>) world.getMapper(Homing.class);
        names = world.getMapper(Name.class);
        place = places.store();
        homing = homings.store();
        serializer = new SoaJsonSerializer(world);
        manager.setSerializer(serializer);
    }

    int create(String name) {
        int entity = world.create();
        names.create(entity).text = name;
        return entity;
    }

    int createAt(float x) {
        int entity = world.create();
        places.create(entity);
        place.x.set(entity, x);
        return entity;
    }

    IntBag all() {
        return world.getAspectSubscriptionManager().get(Aspect.all()).getEntities();
    }

    byte[] save() {
        IntBag entities = new IntBag();
        entities.addAll(all());
        return save(entities);
    }

    byte[] save(IntBag entities) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manager.save(bytes, new SaveFileFormat(entities));
        return bytes.toByteArray();
    }

    String text() {
        return new String(save(), StandardCharsets.UTF_8);
    }

    IntBag load(byte[] json) {
        return manager.load(new ByteArrayInputStream(json), SaveFileFormat.class).entities;
    }

    IntBag load(String json) {
        return load(json.getBytes(StandardCharsets.UTF_8));
    }
}
