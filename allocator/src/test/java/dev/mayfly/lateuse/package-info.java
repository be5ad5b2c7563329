/** A program of a user, for tests of what is noticed in it. */
@NullMarked
package dev.mayfly.lateuse;

import org.jspecify.annotations.NullMarked;
