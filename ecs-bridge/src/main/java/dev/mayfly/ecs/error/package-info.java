/**
 * What the bridge throws when it is misused: one class a kind of misuse, all under {@link
 * dev.mayfly.allocator.error.BridgeException}. Depends on nothing else of the bridge.
 */
@NullMarked
package dev.mayfly.ecs.error;

import org.jspecify.annotations.NullMarked;
