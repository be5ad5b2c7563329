package dev.mayfly.allocator.internal;

import org.jspecify.annotations.Nullable;

/** What things of the program's own classes call themselves, for messages. */
public final class TextOf {

    private TextOf() {}

    /** The thing's text; its class where its {@code toString} throws or gives null. */
    public static String thing(@Nullable Object thing) {
        if (thing == null) {
            return "null";
        }
        try {
            String text = thing.toString();
            return text == null ? className(thing) : text;
        } catch (VirtualMachineError failure) {
            throw failure;
        } catch (Throwable mute) { // whatever it is, the message matters more
            return className(thing);
        }
    }

    private static String className(Object thing) {
        return "an object of " + thing.getClass().getName();
    }
}
