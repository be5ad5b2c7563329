package dev.mayfly.allocator.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux says about the addresses of this process. */
final class ProcessMaps {

    private ProcessMaps() {}

    /** How the page at an address may be used, as in {@code rw-p}; {@code none} if unmapped. */
    static String access(long address) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
            if (holds(line, address)) {
                return line.substring(line.indexOf(' ') + 1).substring(0, 4);
            }
        }
        return "none";
    }

    /** The flags of the mapping at an address, as in {@code rd wr mr hg}. */
    static String flags(long address) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
        boolean inside = false;
        for (String line : lines) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                inside = holds(line, address);
            } else if (inside && line.startsWith("VmFlags:")) {
                return line;
            }
        }
        return "none";
    }

    private static boolean holds(String line, long address) {
        int dash = line.indexOf('-');
        int space = line.indexOf(' ');
        long from = Long.parseUnsignedLong(line.substring(0, dash), 16);
        long to = Long.parseUnsignedLong(line.substring(dash + 1, space), 16);
        return from <= address && address < to;
    }
}
