package dev.mayfly.weaver;

import org.jspecify.annotations.Nullable;

/**
 * Something that the weaver has to say.
 *
 * @param error whether nothing may be written because of it; else a warning
 * @param className the class, with slashes
 * @param sourceFile the name of its source file; null where the class file has none
 * @param line in that file; 0 where not known
 * @param member the field or method; empty for the class
 * @param message what is wrong and what to do
 */
record Finding(
        boolean error,
        String className,
        @Nullable String sourceFile,
        int line,
        String member,
        String message) {

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(error ? "error: " : "warning: ");
        text.append(Names.readable(className));
        if (!member.isEmpty()) {
            text.append('.').append(member);
        }
        if (sourceFile != null) {
            text.append(" (").append(sourceFile);
            if (line > 0) {
                text.append(':').append(line);
            }
            text.append(')');
        }
        return text.append(": ").append(message).toString();
    }
}
