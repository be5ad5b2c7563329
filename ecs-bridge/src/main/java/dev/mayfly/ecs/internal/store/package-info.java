/**
 * Stores of components in columns: how one is declared and built, which entities have the
 * component, and the stores of a world. {@link dev.mayfly.ecs.internal.store.SoaStores} puts the
 * bridge's mappers in the place of Artemis'.
 *
 * <p>Depends on {@code internal.access} for the guards of columns, on {@code internal.artemis},
 * {@code internal.entity} and the bridge's exceptions; what users extend is given to it as a class,
 * and how a mapper is made as a function.
 */
@NullMarked
package dev.mayfly.ecs.internal.store;

import org.jspecify.annotations.NullMarked;
