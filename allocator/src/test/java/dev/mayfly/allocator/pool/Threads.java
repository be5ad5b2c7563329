package dev.mayfly.allocator.pool;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Runs things on threads of their own. */
final class Threads {

    private Threads() {}

    static <T> T onAnother(Callable<T> body) throws Exception {
        return on(Thread.ofPlatform(), body);
    }

    static <T> T onVirtual(Callable<T> body) throws Exception {
        return on(Thread.ofVirtual(), body);
    }

    private static <T> T on(Thread.Builder kind, Callable<T> body) throws Exception {
        FutureTask<T> task = new FutureTask<>(body);
        Thread thread = kind.start(task);
        thread.join();
        return task.get();
    }
}
