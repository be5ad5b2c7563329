package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.World;
import com.artemis.annotations.LinkPolicy;
import com.artemis.link.EntityLinkManager;
import com.artemis.link.LinkListener;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Columns of handles are links for Artemis' link manager, without a mark. */
class LinkHandlesTest extends WorldTest {

    /** One that links, and one that does not. */
    public static final class Homing extends SoaComponent {
        public final Handles target = handles();

        @LinkPolicy(LinkPolicy.Policy.SKIP)
        public final Handles last = handles();
    }

    private final EntityLinkManager links = new EntityLinkManager();
    private final World world = world(links);
    private final SoaMapper<Homing> homings = mapper(world, Homing.class);
    private final Homing homing = homings.store();
    private final EntityHandles handles = EntityHandles.ofWorld(world);
    private final List<String> events = new ArrayList<>();

    private int homing(long target) {
        int source = world.create();
        homings.create(source);
        homing.target.set(source, target);
        homing.last.set(source, target);
        return source;
    }

    private void listen() {
        links.register(
                Homing.class,
                new LinkListener() {
                    @Override
                    public void onLinkEstablished(int source, int target) {
                        events.add(source + " to " + target);
                    }

                    @Override
                    public void onLinkKilled(int source, int target) {
                        events.add(source + " ended");
                    }

                    @Override
                    public void onTargetDead(int source, int dead) {
                        events.add(source + " lost " + dead);
                    }

                    @Override
                    public void onTargetChanged(int source, int target, int old) {
                        events.add(source + " from " + old + " to " + target);
                    }
                });
    }

    @Test
    void aLinkIsEstablishedChangedAndKilled() {
        listen();
        int one = world.create();
        int two = world.create();
        int source = homing(handles.of(one));
        world.process();
        homing.target.set(source, handles.of(two));
        world.process();
        world.delete(source);
        world.process();

        assertThat(events).containsExactly("2 to 0", "2 from 0 to 1", "2 ended");
    }

    @Test
    void aTargetThatDiesIsToldAndItsHandleTakenOut() {
        listen();
        int target = world.create();
        long kept = handles.of(target);
        int source = homing(kept);
        world.process();
        world.delete(target);
        world.process();
        world.create();
        world.process();

        assertThat(events).containsExactly("1 to 0", "1 lost 0");
        assertThat(homing.target.get(source)).isEqualTo(EntityHandles.NONE);
        assertThat(homing.last.get(source)).isEqualTo(kept);
    }

    @Test
    void aHandleOfAnEntityThatIsLongGoneIsNoLinkToItsSuccessor() {
        listen();
        int target = world.create();
        long kept = handles.of(target);
        world.process();
        world.delete(target);
        world.process();
        assertThat(world.create()).isEqualTo(target);
        homing(kept);
        world.process();
        world.process();

        assertThat(events).isEmpty();
    }
}
