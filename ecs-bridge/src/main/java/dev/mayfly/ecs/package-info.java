/**
 * The bridge to Artemis-odb: frame memory around every tick and every system, and components stored
 * as columns.
 *
 * <p>{@link dev.mayfly.ecs.MayflyPlugin} is the way in. Here is what users name: the plugin;
 * components and their mappers; events; systems and what they declare; queries; commands. Beside
 * them stand those parts that only work from within: they make these types or call members that are
 * not public. {@code InstalledPlugin} wires all parts of a world. Snapshots, spatial queries and
 * exceptions are packages of their own.
 *
 * <p>{@link dev.mayfly.ecs.Commands} are here and not with their recording, as they take {@link
 * dev.mayfly.ecs.SoaComponent}s and are handed out by {@link dev.mayfly.ecs.SpanWorker}s: a package
 * for them would be in a circle with this one. {@code TransientTable} and its heirs, {@code
 * FrameEvents} and {@code Transients} are here together, as walls between them would show their
 * members to users.
 *
 * <p>Words: a <em>frame</em> is the allocator's; a <em>tick</em> is one {@code World.process()}, or
 * one step of it where steps are fixed, which runs in a frame or in a scope of one; a
 * <em>transient</em> is a component or event that ends by itself, usually with the frame of its
 * tick: hence {@link dev.mayfly.ecs.FrameComponent}, {@link dev.mayfly.ecs.FrameMapper} and {@link
 * dev.mayfly.ecs.FrameEvents}.
 *
 * <p>May depend on the bridge's hidden packages, on {@code dev.mayfly.allocator} and on Artemis-odb
 * 2.3; nothing in the allocator knows of it. Nothing under {@code internal} is exported.
 */
@NullMarked
package dev.mayfly.ecs;

import org.jspecify.annotations.NullMarked;
