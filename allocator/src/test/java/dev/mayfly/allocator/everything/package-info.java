/**
 * A plain model of the whole allocator, which random programs are run against: all that can be
 * taken, ended, moved, refused and broken, by several threads in turn. {@link
 * dev.mayfly.allocator.everything.EverythingModelTest} runs it.
 */
package dev.mayfly.allocator.everything;
