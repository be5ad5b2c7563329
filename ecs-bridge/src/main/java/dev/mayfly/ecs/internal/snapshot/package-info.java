/**
 * What snapshots are made of: images of a world's parts, and their file format.
 *
 * <p>An image is what something held and can be brought back to; it is kept, and filled again. (A
 * copy, in {@code internal.access}, lives for a turn, to be compared with.) Depends on {@code
 * internal.world}, {@code internal.store}, {@code internal.entity}, {@code internal.file}, {@code
 * internal.artemis} and the bridge's exceptions.
 */
@NullMarked
package dev.mayfly.ecs.internal.snapshot;

import org.jspecify.annotations.NullMarked;
