/**
 * Artemis-odb's JSON serializer in a world with SoA components: {@link
 * dev.mayfly.ecs.json.SoaJsonSerializer} in place of {@code JsonArtemisSerializer}.
 *
 * <p>For the class path only: the serializer's jar has packages in common with Artemis' own, which
 * the module path does not allow.
 */
@NullMarked
package dev.mayfly.ecs.json;

import org.jspecify.annotations.NullMarked;
