/**
 * The bridge to Artemis-odb: frame memory around every tick and every system, and components stored
 * as columns.
 *
 * <p>{@link dev.mayfly.ecs.MayflyPlugin} is the way in. May depend on {@code dev.mayfly.allocator}
 * and on Artemis-odb 2.3, on nothing else; nothing in the allocator knows of this package.
 */
@NullMarked
package dev.mayfly.ecs;

import org.jspecify.annotations.NullMarked;
