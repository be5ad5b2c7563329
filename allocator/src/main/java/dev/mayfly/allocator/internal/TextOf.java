package dev.mayfly.allocator.internal;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/** What others say, made fit for messages: things of the program's own classes, and files. */
public final class TextOf {

    private static final int LONGEST = 800;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private TextOf() {}

    /**
     * Text with what came out of a file or a setting in it, on one line, and without its middle
     * where it is longer than anybody reads: whoever wrote the file does not get to write the log.
     */
    public static String foreign(String text) {
        String shown = text;
        if (text.length() > LONGEST) {
            shown =
                    text.substring(0, LONGEST / 2)
                            + " ... "
                            + text.substring(text.length() - LONGEST / 2);
        }
        return CONTROL.matcher(shown).replaceAll("?");
    }

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
