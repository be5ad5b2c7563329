/** Frame arenas, typed buffers and native slices that live for one frame. */
module dev.mayfly.allocator {
    requires static org.jspecify;

    exports dev.mayfly.allocator;
    exports dev.mayfly.allocator.error;
}
