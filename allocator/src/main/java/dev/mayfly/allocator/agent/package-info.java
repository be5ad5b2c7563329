/**
 * What the JVM can do only for an agent, which is this jar on the command line ({@code
 * -javaagent:mayfly-allocator.jar}): finding a late use of an object of the user's class at its
 * line, and opening what ends segments of the heap.
 *
 * <p>May depend on {@code dev.mayfly.allocator.error} and the JDK.
 */
@NullMarked
package dev.mayfly.allocator.agent;

import org.jspecify.annotations.NullMarked;
