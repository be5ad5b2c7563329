package dev.mayfly.ecs.internal.tick;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.ecs.internal.command.Recording;

/**
 * What one worker of a world has.
 *
 * @param index its number
 * @param arena where it takes memory from
 * @param recording what it records into
 */
public record Seat(int index, FrameArena arena, Recording recording) {}
