package dev.mayfly.allocator;

/**
 * Notices that code of the program, which is called while memory is taken, ends the scope that it
 * is taken in: it lies among the actions that the scope runs when it ends. So closing a scope costs
 * nothing for it.
 */
final class CallGuard implements Runnable {

    private boolean ran;

    /** The scope ends. */
    @Override
    public void run() {
        ran = true;
    }

    /** Whether the scope that was innermost when the call began has ended. */
    boolean isScopeEnded() {
        return ran;
    }
}
