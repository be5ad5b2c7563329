package dev.mayfly.examples.swarm;

import picocli.CommandLine.IVersionProvider;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;

/** Says which version of the demo this is, from what the build has noted. */
final class SwarmVersion implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = SwarmVersion.class.getResourceAsStream("/swarm.properties")) {
            build.load(Objects.requireNonNull(in, "swarm.properties is missing from the build"));
        }
        return new String[] {"swarm " + build.getProperty("version")};
    }
}
