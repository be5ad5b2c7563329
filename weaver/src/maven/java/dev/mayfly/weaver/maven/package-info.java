/**
 * The Maven plugin. Compiled for Java 17, as Maven may run on it; the weaver itself runs in a JVM
 * of its own, which is the JDK that compiles the project.
 */
@NullMarked
package dev.mayfly.weaver.maven;

import org.jspecify.annotations.NullMarked;
