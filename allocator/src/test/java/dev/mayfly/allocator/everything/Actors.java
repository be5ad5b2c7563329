package dev.mayfly.allocator.everything;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The threads of a program. One acts at a time, and whoever waits for it sees what it did. */
final class Actors implements AutoCloseable {

    private static final long MOST_SECONDS = 120;

    private final ExecutorService[] executors;
    private final Thread[] threads;

    Actors(int count) {
        executors = new ExecutorService[count];
        threads = new Thread[count];
        for (int i = 0; i < count; i++) {
            hire(i);
        }
    }

    private void hire(int number) {
        executors[number] =
                Executors.newSingleThreadExecutor(
                        task -> {
                            threads[number] = new Thread(task, "actor " + number);
                            threads[number].setDaemon(true);
                            return threads[number];
                        });
    }

    /** Has that thread do it, and throws what it threw. */
    void act(int number, Runnable what) throws Throwable {
        try {
            executors[number].submit(what).get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }

    /** Has that thread die, and another one take its number. */
    void replace(int number) throws Throwable {
        act(number, () -> {}); // so that there is one
        executors[number].shutdown();
        threads[number].join();
        hire(number);
    }

    @Override
    public void close() {
        for (ExecutorService each : executors) {
            each.shutdown();
        }
    }
}
