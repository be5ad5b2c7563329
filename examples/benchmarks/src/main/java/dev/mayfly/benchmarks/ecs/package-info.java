/**
 * The same moving entities in the worlds of several entity-component systems. Depends on the
 * libraries under measurement alone.
 */
@NullMarked
package dev.mayfly.benchmarks.ecs;

import org.jspecify.annotations.NullMarked;
