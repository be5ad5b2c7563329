package dev.mayfly.weaver;

import org.jspecify.annotations.Nullable;

/** Where class files come from. */
interface ClassSource {

    /** The bytes of a class by its name with slashes, or null if there is none here. */
    byte @Nullable [] find(String internalName);
}
