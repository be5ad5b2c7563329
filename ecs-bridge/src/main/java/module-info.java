/** Frame memory and struct-of-arrays components for Artemis-odb worlds. */
module dev.mayfly.ecs {
    requires static org.jspecify;
    requires transitive artemis.odb;
    requires transitive dev.mayfly.allocator;

    exports dev.mayfly.ecs;
    exports dev.mayfly.ecs.error;
    exports dev.mayfly.ecs.snapshot;
    exports dev.mayfly.ecs.spatial;
    exports dev.mayfly.ecs.woven;
}
