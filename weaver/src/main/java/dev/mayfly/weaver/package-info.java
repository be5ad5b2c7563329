/**
 * Weaves plain Artemis components that are marked {@code @Columns}: their fields become columns,
 * and all code that uses them goes on as it is. {@link dev.mayfly.weaver.Main} weaves folders of
 * classes in a build; the agent weaves classes as they are loaded.
 *
 * <p>Depends on the JDK alone. What it knows of Mayfly and Artemis it knows by name ({@code
 * Names}), so one jar is the tool, the agent and the Maven plugin, and brings nothing onto
 * anybody's class path.
 */
@NullMarked
package dev.mayfly.weaver;

import org.jspecify.annotations.NullMarked;
