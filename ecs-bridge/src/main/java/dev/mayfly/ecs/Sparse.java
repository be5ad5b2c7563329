package dev.mayfly.ecs;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stores a {@link SoaComponent} for the few: its columns have a row for each entity that has the
 * component, where they have one for each entity id without this. What is written with the type
 * stays as it is: {@code position.x.get(entity)} takes the id.
 *
 * <pre>{@code
 * @Sparse
 * public final class Boss extends SoaComponent {
 *     public final Floats rage = floats();
 * }
 * }</pre>
 *
 * <p>For a component that fewer than one entity in four has. It costs its rows, four bytes more for
 * each of these, and up to four bytes an id where entities that have it are found among 64
 * neighbouring ids; an access costs two to three times as much, and a loop over a span is not
 * vectorized.
 *
 * <p>Four things differ from columns without this. The row of an entity that has lost the component
 * can be read to the end of the tick, and no longer. Using one that there is not throws {@link
 * dev.mayfly.ecs.error.MissingComponentException} at every level. {@code fill} and {@code copyFrom}
 * write to rows that there are, and {@code copyTo} has the initial value for those that there are
 * not. Sorting and searching a column, {@code asSegment}, and appending it to a list throw {@link
 * dev.mayfly.allocator.error.SparseColumnException}, as its rows lie in an order of their own.
 *
 * <p>Does nothing on a plain component, and is refused on a {@link FrameComponent}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Sparse {}
