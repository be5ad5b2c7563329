package dev.mayfly.allocator.source;

/** What a {@link MemorySource} says to a request: {@link Memory}, or {@link Declined}. */
public sealed interface Answer permits Memory, Declined {}
