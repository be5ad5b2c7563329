/**
 * What the weaver's generated code stands on. Programs do not use it: they annotate a component
 * {@link dev.mayfly.ecs.Columns @Columns}, and the weaver makes what is here be used.
 *
 * <p>How a woven component works: its fields are columns of the type's {@link
 * dev.mayfly.ecs.woven.WovenColumns}, one row an entity id. An object of the component's class is
 * either detached, with values of its own, as after {@code new}; or attached: a view of a row,
 * which {@link dev.mayfly.ecs.woven.WovenMapper} makes anew for whoever asks. Its accessors, which
 * stand in the place of its fields, read and write the one or the other. In a loop that is compiled
 * as a whole views are never made: escape analysis leaves row and columns of them.
 *
 * <p>Depends on {@code internal.store} and what that depends on; the bridge's own packages, those
 * of ticks included, depend on this one.
 */
@NullMarked
package dev.mayfly.ecs.woven;

import org.jspecify.annotations.NullMarked;
