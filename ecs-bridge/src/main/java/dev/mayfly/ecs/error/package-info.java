/**
 * What the bridge throws, one class a kind of misuse; what the allocator throws is in {@code
 * dev.mayfly.allocator.error}. Constructors and factories are public for the bridge's other
 * packages and take nothing but classes, numbers and text. Depends on the allocator's parent of all
 * bridges' exceptions alone.
 */
@NullMarked
package dev.mayfly.ecs.error;

import org.jspecify.annotations.NullMarked;
