package dev.mayfly.allocator.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.SameAtEveryLevel;
import dev.mayfly.allocator.pool.Threads;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Which cache is whose. */
@SameAtEveryLevel
class ThreadCachesTest {

    private final ThreadCaches<ObjectCache> caches = new ThreadCaches<>(ObjectCache::new);

    /** Threads whose ids lie so far apart that they all begin at one place of the table. */
    @Test
    void eachThreadFindsItsOwnCacheAmongMany() throws Exception {
        List<ExecutorService> threads = new ArrayList<>();
        List<ObjectCache> claimed = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            for (int skipped = 1; skipped < 128; skipped++) {
                Thread.ofPlatform().unstarted(() -> {});
            }
            ExecutorService thread = Executors.newSingleThreadExecutor();
            threads.add(thread);
            assertThat(thread.submit(caches::find).get()).isNull();
            claimed.add(thread.submit(caches::claim).get());
            for (int j = 0; j <= i; j++) {
                assertThat(threads.get(j).submit(caches::find).get()).isSameAs(claimed.get(j));
            }
        }
        assertThat(claimed).doesNotHaveDuplicates().isEqualTo(caches.all());
        threads.forEach(ExecutorService::close);
    }

    @Test
    void theCacheOfADeadThreadIsTheNextOnes() throws Exception {
        ObjectCache first = Threads.onAnother(caches::claim);
        assertThat(caches.find()).isNull();
        assertThat(caches.claim()).isSameAs(first).isSameAs(caches.find());
        assertThat(Threads.onAnother(caches::claim)).isNotSameAs(first);
        assertThat(caches.all()).hasSize(2);
    }

    @Test
    void cachesOfTheDeadAreEmptiedOnceAndLetGoOfTheirThread() throws Exception {
        ObjectCache mine = caches.claim();
        WeakReference<Thread> dead =
                Threads.onAnother(
                        () -> {
                            caches.claim();
                            return new WeakReference<>(Thread.currentThread());
                        });
        List<ObjectCache> emptied = new ArrayList<>();
        caches.vacateDead(emptied::add);
        caches.vacateDead(emptied::add);
        assertThat(emptied).hasSize(1).doesNotContain(mine);
        for (int i = 0; i < 50 && dead.get() != null; i++) {
            System.gc();
        }
        assertThat(dead.get()).isNull();
    }
}
