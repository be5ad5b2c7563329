package dev.mayfly.allocator.internal.linux;

import java.util.NoSuchElementException;

/** Finds out whether the process can make the system calls. */
public final class LinuxPlatform {

    private static final class Current {
        static final LinuxMemory MEMORY =
                choose(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    private LinuxPlatform() {}

    /**
     * The calls of this process; where it cannot make them, calls that fail with the reason. Never
     * throws.
     */
    public static LinuxMemory current() {
        return Current.MEMORY;
    }

    static LinuxMemory choose(String system, String architecture) {
        if (!system.equals("Linux") || !architecture.equals("amd64")) {
            return new Unavailable(
                    "This works on Linux x86-64 only; this is "
                            + system
                            + " on "
                            + architecture
                            + ". Use native memory.");
        }
        try {
            return new LinuxCalls();
        } catch (IllegalCallerException denied) {
            return new Unavailable(
                    "The JVM does not let Mayfly make system calls ("
                            + denied.getMessage()
                            + "). Start it with --enable-native-access=dev.mayfly.allocator, or"
                            + " =ALL-UNNAMED when Mayfly is on the class path.");
        } catch (UnsupportedOperationException | NoSuchElementException missing) {
            return new Unavailable(
                    "This JVM or its C library has no way to make the system calls ("
                            + missing.getMessage()
                            + "). Use native memory.");
        }
    }
}
