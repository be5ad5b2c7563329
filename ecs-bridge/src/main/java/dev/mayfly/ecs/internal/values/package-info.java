/**
 * Copies of what objects of users' classes hold, field by field: for images of events and values,
 * in memory and in files.
 *
 * <p>Depends on {@code internal.artemis}, {@code internal.file} and the bridge's exceptions.
 */
@NullMarked
package dev.mayfly.ecs.internal.values;

import org.jspecify.annotations.NullMarked;
