package dev.mayfly.allocator.budget;

/**
 * Is asked to free something before a request is refused; {@link TagGroup#onFull} sets it: for
 * caches, and other memory that can be had again.
 */
@FunctionalInterface
public interface EvictionListener {

    /**
     * {@code full} would pass its limit by {@code bytes}. Whatever this gives back to the group
     * makes room: closing what was promoted, closing a buffer of rows, returning blocks to a pool
     * that then gives its memory back. When this returns, the request is tried once more, and
     * refused if there is not enough room then.
     *
     * <p>Called on the thread that asks, while it asks; by several threads at once if several do. A
     * source that is {@link TagGroup#charged} asks while its pool holds a lock: do not wait for
     * other threads here. The arena that asks gives nothing until this has returned, and its open
     * scopes must stay open. A request that meets the limit of a group in here is refused without
     * asking again. What this throws is suppressed into the {@link
     * dev.mayfly.allocator.error.LimitExceededException} that refuses the request; an {@link Error}
     * goes through to whoever has asked.
     *
     * @param full the group whose limit was met: the one that this was set for, or one inside it
     * @param bytes how much has to be given back at least
     */
    void makeRoom(TagGroup full, long bytes);
}
