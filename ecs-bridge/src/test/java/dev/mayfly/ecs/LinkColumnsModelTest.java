package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.Aspect;
import com.artemis.link.EntityLinkManager;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameAllocator;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Makes the same random changes in a world of Artemis whose links are fields and in one whose links
 * are columns, before, after and between the turns of the link manager, and holds links and
 * listeners' calls against each other after every tick.
 */
class LinkColumnsModelTest {

    private static final int TICKS = 30;
    private static final int STEPS = 6;

    @Property(tries = 60)
    void columnsLinkAsFieldsDo(
            @ForAll long seed,
            @ForAll boolean delayedRemoval,
            @ForAll boolean withoutListeners,
            @ForAll boolean toldOnRegistration) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            LinkTwin soa =
                    LinkTwin.soa(
                            new MayflyPlugin().allocator(memory),
                            new EntityLinkManager(withoutListeners, toldOnRegistration),
                            delayedRemoval);
            LinkTwin plain =
                    LinkTwin.plain(
                            new EntityLinkManager(withoutListeners, toldOnRegistration),
                            delayedRemoval);
            Program ofSoa = new Program(soa, seed);
            Program ofPlain = new Program(plain, seed);
            for (int i = 0; i < TICKS; i++) {
                ofSoa.tick();
                ofPlain.tick();
                compare(soa, plain);
            }
        }
    }

    private static void compare(LinkTwin soa, LinkTwin plain) {
        assertThat(soa.events).isEqualTo(plain.events);
        soa.events.clear();
        plain.events.clear();
        IntBag living = living(plain);
        assertThat(living(soa)).isEqualTo(living);
        for (int i = 0; i < living.size(); i++) {
            int entity = living.get(i);
            assertThat(soa.describe(entity)).isEqualTo(plain.describe(entity));
        }
    }

    private static IntBag living(LinkTwin twin) {
        return twin.world.getAspectSubscriptionManager().get(Aspect.all()).getEntities();
    }

    /** A random program, which does the same to twins that are equal. */
    private static final class Program {

        private final LinkTwin twin;
        private final Random random;
        private final Set<Integer> doomed = new HashSet<>();
        private int registered;

        Program(LinkTwin twin, long seed) {
            this.twin = twin;
            random = new Random(seed);
            twin.before.part = this::steps;
            twin.after.part = this::steps;
        }

        void tick() {
            steps();
            twin.world.process();
            doomed.clear();
        }

        private void steps() {
            // First, as Artemis fails where a component has been removed and nobody told yet.
            if (random.nextInt(4) == 0) {
                register(field());
            }
            for (int i = random.nextInt(STEPS); i >= 0; i--) {
                step();
            }
        }

        private void step() {
            int kind = random.nextInt(11);
            int entity = pick();
            int other = random.nextInt(5) == 0 ? -1 : pick();
            String field = field();
            boolean aims = entity >= 0 && twin.aims.has(entity);
            switch (kind) {
                case 0, 1, 2 -> {
                    int created = twin.world.create();
                    twin.aims.create(created);
                    twin.set(created, field, other);
                }
                case 3 -> twin.world.create();
                default -> {
                    if (entity >= 0 && !doomed.contains(entity)) {
                        change(kind, entity, other, field, aims);
                    }
                }
            }
        }

        private void change(int kind, int entity, int other, String field, boolean aims) {
            switch (kind) {
                case 4, 5 -> {
                    twin.world.delete(entity);
                    doomed.add(entity);
                }
                case 6 -> twin.aims.remove(entity);
                case 7 -> {
                    twin.aims.remove(entity);
                    twin.aims.create(entity);
                }
                case 8 -> twin.aims.create(entity);
                default -> {
                    if (aims) {
                        twin.set(entity, field, other);
                    }
                }
            }
        }

        private void register(String field) {
            registered++;
            if (random.nextInt(3) == 0) {
                twin.register("all " + registered);
            } else {
                twin.register(field + registered, field);
            }
        }

        private String field() {
            return LinkTwin.FIELDS.get(random.nextInt(LinkTwin.FIELDS.size()));
        }

        /** One of the living, or -1. */
        private int pick() {
            IntBag living = living(twin);
            int number = random.nextInt(1 << 20);
            return living.isEmpty() ? -1 : living.get(number % living.size());
        }
    }
}
