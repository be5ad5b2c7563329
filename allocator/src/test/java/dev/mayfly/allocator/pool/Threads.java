package dev.mayfly.allocator.pool;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Runs things on threads of their own. */
public final class Threads {

    private Threads() {}

    public static <T> T onAnother(Callable<T> body) throws Exception {
        return on(Thread.ofPlatform(), body);
    }

    public static <T> T onVirtual(Callable<T> body) throws Exception {
        return on(Thread.ofVirtual(), body);
    }

    private static <T> T on(Thread.Builder kind, Callable<T> body) throws Exception {
        FutureTask<T> task = new FutureTask<>(body);
        Thread thread = kind.start(task);
        thread.join();
        return task.get();
    }
}
