module dev.mayfly.examples.quickstart {
    requires dev.mayfly.ecs; // and with it dev.mayfly.allocator and artemis.odb
    requires static org.jspecify;

    // Artemis makes components and sets the fields of systems by reflection.
    opens dev.mayfly.examples.quickstart to
            artemis.odb;
    opens dev.mayfly.examples.quickstart.beside to
            artemis.odb;
    opens dev.mayfly.examples.quickstart.blueprint to
            artemis.odb;
    opens dev.mayfly.examples.quickstart.loop to
            artemis.odb;
    opens dev.mayfly.examples.quickstart.structure to
            artemis.odb;
    opens dev.mayfly.examples.quickstart.transients to
            artemis.odb;
}
