package dev.mayfly.allocator.error;

import org.jspecify.annotations.Nullable;

import java.io.Serial;

/**
 * The parent of everything that Mayfly throws when it is misused or has run out: one subclass a
 * kind of misuse. Each message says what happened, to which thing, where the limit was and what to
 * do.
 *
 * <p>After any of them the arena, the allocator and the world that threw it still work.
 */
public abstract sealed class MayflyException extends RuntimeException
        permits AllocatorClosedException,
                BarrierMembershipException,
                ExtensionException,
                CorruptedMemoryException,
                ExpiredException,
                ForeignObjectException,
                ForeignThreadException,
                FrameOpenException,
                InvalidAlignmentException,
                InvalidFileException,
                InvalidSizeException,
                LeakedException,
                LimitExceededException,
                MemorySourceException,
                NoFrameException,
                NotInFrameException,
                OutOfBoundsException,
                OutOfNativeMemoryException,
                ReentryException,
                ReturnedTwiceException,
                ScopeOrderException,
                SourceInUseException,
                SparseColumnException,
                StaleHandleException {

    @Serial private static final long serialVersionUID = 1L;

    MayflyException(String message) {
        super(message);
    }

    MayflyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
