package dev.mayfly.benchmarks.targets;

import java.io.Serial;
import java.nio.file.Path;

/** A file that is not a result of these benchmarks. */
final class ResultFileException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    ResultFileException(Path file, String what) {
        super(file + ": " + what);
    }
}
