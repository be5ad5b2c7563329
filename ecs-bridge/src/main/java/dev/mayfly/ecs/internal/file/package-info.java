/**
 * What file formats share: a reader that believes no number that it has not compared with the bytes
 * at hand, and the way to replace a file that a power cut leaves whole.
 *
 * <p>Depends on the bridge's exceptions.
 */
@NullMarked
package dev.mayfly.ecs.internal.file;

import org.jspecify.annotations.NullMarked;
