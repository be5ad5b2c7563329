module dev.mayfly.examples.swarm {
    requires com.fasterxml.jackson.databind;
    requires dev.mayfly.ecs;
    requires info.picocli;
    requires java.desktop;
    requires jdk.management;
    requires xchart;
    requires static org.jspecify;

    opens dev.mayfly.examples.swarm to
            info.picocli;
    opens dev.mayfly.examples.swarm.mayfly to
            artemis.odb;
    opens dev.mayfly.examples.swarm.plain to
            artemis.odb;
    opens dev.mayfly.examples.swarm.scenario to
            com.fasterxml.jackson.databind;
}
