package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Component;
import com.artemis.World;
import com.artemis.annotations.SkipWire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** Fields of transient types: what goes into them, and which are refused. */
class TransientInjectionTest extends WorldTest {

    static class Parent<T> extends InjectionTest.Passive {
        private FrameMapper<Hit> inherited;
    }

    static class Everything extends Parent<Hit> {
        FrameMapper<Hit> hits;
        FrameMapper<Hit> same;
        FrameMapper<Hit.OfTwo> others;
        private FrameEvents<Hit> events;
        FrameEvents<Hit> sameEvents;
        Hit.Rows rows;
        @SkipWire FrameMapper<Hit> skipped;
        static FrameMapper<Hit> ofTheClass;
    }

    static class EverythingElse extends Everything {}

    static class Raw {
        @SuppressWarnings("rawtypes")
        FrameMapper hits;
    }

    static class Wildcard {
        FrameEvents<?> hits;
    }

    static class Variable<T> {
        FrameMapper<T> hits;
    }

    /** Cannot be put back to its start. */
    public static class Plain {}

    public static class PlainComponent extends Component {}

    /** Has no constructor for Artemis. */
    public static class NoConstructor implements Poolable {
        private NoConstructor() {}

        @Override
        public void reset() {}
    }

    public abstract static class Unfinished implements Poolable {}

    /** Two uses of this are one class. */
    public static class Box<T> implements Poolable {
        T value;

        @Override
        public void reset() {
            value = null;
        }
    }

    /** Lives for no tick. */
    @Lifetime(ticks = 0)
    public static class Stillborn extends Hit {}

    /** Lives for no tick. */
    @Lifetime(ticks = -1)
    public static class StillbornRows extends FrameComponent {}

    static class OfPlain {
        FrameMapper<Plain> field;
    }

    static class OfPlainComponent {
        FrameEvents<PlainComponent> field;
    }

    static class OfNoConstructor {
        FrameMapper<NoConstructor> field;
    }

    static class OfUnfinished {
        FrameMapper<Unfinished> field;
    }

    static class OfBox {
        FrameMapper<Box<String>> field;
    }

    static class OfRows {
        FrameMapper<Hit.Rows> field;
    }

    static class OfSoa {
        FrameEvents<Position> field;
    }

    static class OfStillborn {
        FrameMapper<Stillborn> field;
    }

    static class OfStillbornRows {
        StillbornRows field;
    }

    /** A class with a field that is refused, and words of the message. */
    record Refused(Object target, List<String> words) {}

    private static Refused refused(Object target, String... words) {
        return new Refused(target, List.of(words));
    }

    static Stream<Refused> refusedFields() {
        return Stream.of(
                refused(new Raw(), "Field hits of", "Raw", "FrameMapper<Hit>"),
                refused(new Wildcard(), "Field hits of", "Wildcard", "FrameEvents<Hit>"),
                refused(new Variable<Hit>(), "Field hits of", "Variable"),
                refused(new OfPlain(), "Plain", "implement Poolable"),
                refused(new OfPlainComponent(), "PlainComponent", "PooledComponent"),
                refused(new OfNoConstructor(), "NoConstructor", "constructor without parameters"),
                refused(new OfUnfinished(), "Unfinished", "is abstract"),
                refused(new OfBox(), "Box", "type parameters"),
                refused(new OfRows(), "Rows", "with that type itself"),
                refused(new OfSoa(), "Position", "with that type itself"),
                refused(new OfStillborn(), "Stillborn", "ticks = 0"),
                refused(new OfStillbornRows(), "StillbornRows", "ticks = -1"));
    }

    @Test
    void thereIsOneOfEachTypeInAWorld() {
        Everything one = new Everything();
        EverythingElse two = new EverythingElse();
        World world = world(one, two);

        assertThat(one.hits).isNotNull();
        assertThat(one.same).isSameAs(one.hits);
        assertThat(((Parent<?>) one).inherited).isSameAs(one.hits);
        assertThat(two.hits).isSameAs(one.hits);
        assertThat(one.others).isNotNull().isNotSameAs(one.hits);
        assertThat(one.events).isNotNull().isSameAs(one.sameEvents);
        assertThat(two.sameEvents).isSameAs(one.events);
        assertThat(two.rows).isNotNull().isSameAs(one.rows);
        assertThat(one.skipped).isNull();
        assertThat(Everything.ofTheClass).isNull();
        Everything tool = new Everything();
        world.inject(tool);
        assertThat(tool.hits).isSameAs(one.hits);
    }

    @Test
    void eachWorldHasItsOwn() {
        Everything one = new Everything();
        Everything two = new Everything();
        world(one);
        world(two);

        assertThat(two.hits).isNotSameAs(one.hits);
        assertThat(two.events).isNotSameAs(one.events);
        assertThat(two.rows).isNotSameAs(one.rows);
    }

    @ParameterizedTest
    @MethodSource("refusedFields")
    void aFieldThatCannotBeServedIsRefusedAndTheWorldGoesOn(Refused refused) {
        World world = world();

        assertThatThrownBy(() -> world.inject(refused.target()))
                .cause()
                .satisfies(cause -> assertThat(cause.getMessage()).contains(refused.words()));

        Everything tool = new Everything();
        world.inject(tool);
        tool.hits.create(world.create());
        world.process();
        assertThat(tool.hits.size()).isZero();
    }
}
