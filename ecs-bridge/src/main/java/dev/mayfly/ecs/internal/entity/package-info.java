/**
 * Which entity an {@code int} or a {@code long} stands for: {@link
 * dev.mayfly.ecs.internal.entity.EntityNumbers} are those of entities that are to be created,
 * {@link dev.mayfly.ecs.internal.entity.Generations} tell the entities of one id apart, and {@link
 * dev.mayfly.ecs.internal.entity.IdFields} finds where objects keep ids. {@link
 * dev.mayfly.ecs.internal.entity.WorldColumns} tells the columns of one world from another's.
 *
 * <p>Depends on {@code internal.artemis}, the bridge's exceptions, and what the allocator shows the
 * bridge of columns.
 */
@NullMarked
package dev.mayfly.ecs.internal.entity;

import org.jspecify.annotations.NullMarked;
