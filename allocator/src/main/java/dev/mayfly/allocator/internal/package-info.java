/**
 * What the allocator's packages share and no user sees: the safety level as constants, failures
 * that are joined, what is behind a public type ({@link dev.mayfly.allocator.internal.Face}), and
 * the small arithmetic of sizes, keys and digits. Of memory: who lets go before some is refused
 * ({@link dev.mayfly.allocator.internal.LastResort}), what becomes of things that are dropped
 * ({@link dev.mayfly.allocator.internal.Unclosed}), and how much the process may have ({@link
 * dev.mayfly.allocator.internal.MaxNative}). Of the program and the JVM: for whom a thread works
 * ({@link dev.mayfly.allocator.internal.LoopCaller}), how messages name what is not ours ({@link
 * dev.mayfly.allocator.internal.TextOf}), what to do where native access is denied ({@link
 * dev.mayfly.allocator.internal.NativeAccess}), and the properties that are read ({@code
 * Settings}).
 *
 * <p>Nothing under {@code internal} is exported to users; one on the class path knows by the name
 * what is not theirs. Depends on {@code dev.mayfly.allocator.error} and the JDK.
 */
@NullMarked
package dev.mayfly.allocator.internal;

import org.jspecify.annotations.NullMarked;
