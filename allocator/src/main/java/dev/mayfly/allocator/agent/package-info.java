/**
 * What the JVM can do only for an agent, which is this jar on the command line ({@code
 * -javaagent:mayfly-allocator.jar}): finding a late use of an object of the user's class at its
 * line, and opening what ends segments of the heap. Nothing else of Mayfly depends on it; what its
 * calls lead to is in {@code dev.mayfly.allocator.internal.lateuse}.
 *
 * <p>Exported to {@code java.instrument}, which starts it. May depend on {@code
 * dev.mayfly.allocator.internal.lateuse} and the JDK.
 */
@NullMarked
package dev.mayfly.allocator.agent;

import org.jspecify.annotations.NullMarked;
