package dev.mayfly.ecs;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has the weaver ({@code mayfly-weaver}, in the build or as an agent) keep a plain component in
 * columns, one for each field: the code of the game stays as it is and runs at the speed of
 * columns.
 *
 * <pre>{@code
 * @Columns
 * public class Velocity extends Component {
 *     public float x, y;
 * }
 * }</pre>
 *
 * <p>What a mapper gives out of such a type is a view of the entity's row, made anew each time:
 * right for as long as the entity has that component, and never equal to another view by {@code
 * ==}. A component that was made by {@code new} has values of its own until it is added to an
 * entity, and is a view of that entity's row from then on. After the entity has lost it a view
 * reads what the row last held, to the end of the tick; later uses throw {@link
 * dev.mayfly.ecs.error.MissingComponentException} from checked on.
 *
 * <p>{@link ComponentColumns} gives the columns themselves. Where the weaver was not used this does
 * nothing but a line in the log, and the component is a plain one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Columns {

    /**
     * Whether an entity's component is one object for as long as the entity has it, as a plain one
     * is: for code that compares components by {@code ==}, or uses them as keys. It costs what a
     * plain component costs: the object and a reference for each entity, and a load where it is
     * read.
     */
    boolean canonical() default false;
}
