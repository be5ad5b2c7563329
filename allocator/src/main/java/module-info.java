/**
 * Frame arenas, typed buffers and native slices that live for one frame; pools for what lives on.
 */
@SuppressWarnings("module") // who is built on this is made later
module dev.mayfly.allocator {
    requires static java.instrument;
    requires static org.jspecify;

    exports dev.mayfly.allocator;
    exports dev.mayfly.allocator.agent to
            java.instrument;
    exports dev.mayfly.allocator.budget;
    exports dev.mayfly.allocator.error;
    exports dev.mayfly.allocator.internal to
            dev.mayfly.ecs;
    exports dev.mayfly.allocator.internal.columns to
            dev.mayfly.ecs;
    exports dev.mayfly.allocator.internal.lateuse to
            dev.mayfly.ecs;
    exports dev.mayfly.allocator.pool;
    exports dev.mayfly.allocator.source;
    exports dev.mayfly.allocator.team;
}
