/**
 * Where the bridge is found in a world, by those of its packages that a user calls without an
 * injected field. Depends on {@code internal.store}, {@code internal.entity}, {@code internal.file}
 * and the bridge's exceptions.
 */
@NullMarked
package dev.mayfly.ecs.internal.world;

import org.jspecify.annotations.NullMarked;
