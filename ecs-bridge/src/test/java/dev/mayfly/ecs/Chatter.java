package dev.mayfly.ecs;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.BaseSystem;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link LivelyWorld} carries across ticks beside its components: events and values of all
 * lifetimes, in every form, with fields of every type, and readers that come seldom. All that is
 * seen of them ends in the dice, so that a tick which sees anything else leads to another world.
 */
final class Chatter {

    enum Mood {
        CALM,
        LOUD {}
    }

    /** Until the emitter's next turn. */
    @Lifetime(ticks = 2)
    public static final class Cry implements Poolable {
        private int from = -1;
        long words;
        float pitch;
        double volume;
        short echo;
        byte tone;
        char letter;
        boolean far;
        @Nullable String text;
        @Nullable Mood mood;
        @Nullable Integer boxed;
        transient int cache;

        @Override
        public void reset() {
            from = -1;
            words = 0;
            pitch = 0;
            volume = 0;
            echo = 0;
            tone = 0;
            letter = 0;
            far = false;
            text = null;
            mood = null;
            boxed = null;
            cache = 0;
        }

        void fill(int entity, int roll) {
            from = entity;
            words = roll * 0x9E3779B97F4A7C15L;
            pitch = roll == 3 ? Float.intBitsToFloat(0x7fc00007) : -roll / 3f;
            volume = roll / 7d;
            echo = (short) -roll;
            tone = (byte) (roll * 3);
            letter = (char) (0xd800 + roll);
            far = roll % 2 == 0;
            text = roll % 5 == 0 ? null : "cry " + letter + " of " + roll;
            mood = roll % 3 == 0 ? null : Mood.values()[roll % 2];
            boxed = roll % 4 == 0 ? null : Integer.valueOf(-roll);
            cache = roll;
        }

        @Override
        public String toString() {
            return from
                    + " "
                    + words
                    + " "
                    + Float.floatToRawIntBits(pitch)
                    + " "
                    + volume
                    + " "
                    + echo
                    + " "
                    + tone
                    + " "
                    + letter
                    + " "
                    + far
                    + " "
                    + text
                    + " "
                    + mood
                    + " "
                    + boxed;
        }
    }

    /** For the tick, so that only readers see one later. */
    public static final class Whisper implements Poolable {
        int number;

        @Override
        public void reset() {
            number = 0;
        }
    }

    /** A value of a parent class, too. */
    public static class Power implements Poolable {
        int power;

        @Override
        public void reset() {
            power = 0;
        }
    }

    @Lifetime(ticks = 3)
    public static final class Curse extends Power {
        long by = -1;

        @Override
        public void reset() {
            super.reset();
            by = -1;
        }
    }

    @Lifetime(ticks = 4)
    public static final class Trail extends FrameComponent {
        final Floats heat = floats(1f);
        final Ints steps = ints(-1);
        final Longs seed = longs();
    }

    /** What they all use, injected; one field of each, so that readers have names of their own. */
    abstract static class Talking extends BaseEntitySystem {
        FrameEvents<Cry> cries;
        FrameEvents<Whisper> whispers;
        FrameMapper<Curse> curses;
        FrameMapper<Power> powers;
        Trail trail;
        Dice dice;

        Talking() {
            super(Aspect.all(Dice.class));
        }

        int master() {
            IntBag masters = subscription.getEntities();
            return masters.isEmpty() ? -1 : masters.get(0);
        }
    }

    /** Before those who speak: mixes all that there is into the dice. */
    static final class Hearing extends Talking {
        EventReader<Whisper> reader;
        EventReader<Cry> criesOnce;

        @Override
        protected void processSystem() {
            int master = master();
            if (master >= 0) {
                long heard = describe(new StringBuilder()).toString().hashCode();
                if (dice.roll(master, 5) == 0) {
                    while (reader.hasNext()) {
                        heard = 31 * heard + reader.next().number;
                    }
                }
                if (dice.roll(master, 3) == 0) {
                    for (int i = Math.min(2, criesOnce.size()); i > 0; i--) {
                        heard = 31 * heard + criesOnce.next().toString().hashCode();
                    }
                }
                dice.state.set(master, (31 * dice.state.get(master) + heard) | 1);
            }
        }

        StringBuilder describe(StringBuilder all) {
            for (int i = 0; i < cries.size(); i++) {
                all.append("cry ").append(cries.get(i)).append('\n');
            }
            for (int i = 0; i < whispers.size(); i++) {
                all.append("whisper ").append(whispers.get(i).number).append('\n');
            }
            for (int i = 0; i < curses.size(); i++) {
                Curse curse = curses.value(i);
                all.append("curse of ").append(curses.entity(i)).append(' ').append(curse.power);
                all.append(' ').append(curse.by).append('\n');
            }
            for (int i = 0; i < powers.size(); i++) {
                all.append("power of ").append(powers.entity(i)).append(' ');
                all.append(powers.value(i).power).append('\n');
            }
            for (int i = 0; i < trail.size(); i++) {
                int e = trail.entity(i);
                all.append("trail of ").append(e).append(' ').append(trail.heat.get(e));
                all.append(' ').append(trail.steps.get(e)).append(' ').append(trail.seed.get(e));
                all.append('\n');
            }
            all.append(reader.size()).append(" and ").append(criesOnce.size()).append(" wait, ");
            return all.append(reader.missed()).append(" missed\n");
        }
    }

    /** After the turnover, so that it speaks of new and of deleted entities. */
    static final class Speaking extends Talking {

        @Override
        protected void processSystem() {
            int master = master();
            if (master >= 0) {
                speak(master);
            }
        }

        void speak(int master) {
            IntBag all = world.getAspectSubscriptionManager().get(Aspect.all()).getEntities();
            for (int i = dice.roll(master, 6); i > 0; i--) {
                int entity = all.get(dice.roll(master, all.size()));
                int roll = dice.roll(master, 100);
                switch (roll % 5) {
                    case 0 -> cries.emit().fill(entity, roll);
                    case 1 -> whispers.emit().number = roll;
                    case 2 -> {
                        Curse curse = curses.create(entity);
                        curse.power += roll;
                        curse.by = master - roll;
                    }
                    case 3 -> powers.create(entity).power += roll;
                    default -> {
                        trail.heat.add(trail.touch(entity), roll / 4f);
                        trail.steps.add(entity, roll);
                        trail.seed.set(entity, dice.state.get(master));
                    }
                }
            }
        }
    }

    /** Another emitter, with a place of its own. */
    static final class Answering extends BaseSystem {
        FrameEvents<Cry> cries;
        EventReader<Whisper> reader;

        @Override
        protected void processSystem() {
            if (reader.hasNext()) {
                int number = reader.next().number;
                cries.emit().fill(number, number);
            }
        }
    }

    final Hearing hearing = new Hearing();
    final Speaking speaking = new Speaking();
    final Answering answering = new Answering();
}
