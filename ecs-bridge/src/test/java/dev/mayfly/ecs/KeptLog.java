package dev.mayfly.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the bridge logs until this is closed; it is not printed. */
public final class KeptLog extends Handler implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger("dev.mayfly.ecs");

    public final List<String> messages = new ArrayList<>();
    public final List<Level> levels = new ArrayList<>();

    public KeptLog() {
        LOGGER.addHandler(this);
        LOGGER.setUseParentHandlers(false);
    }

    @Override
    public void publish(LogRecord entry) {
        messages.add(entry.getMessage());
        levels.add(entry.getLevel());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGER.removeHandler(this);
        LOGGER.setUseParentHandlers(true);
    }
}
