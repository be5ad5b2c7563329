package dev.mayfly.weaver;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A component whose fields are columns, or are about to be.
 *
 * @param name of its class, with slashes
 * @param columns its fields, in the order of their declaration
 * @param woven whether its class file is woven already
 * @param canonical whether there is one view an entity, so that {@code ==} holds
 */
record Shape(String name, List<ColumnField> columns, boolean woven, boolean canonical) {

    @Nullable ColumnField column(String field, String descriptor) {
        for (ColumnField each : columns) {
            if (each.name().equals(field) && each.type().descriptorString().equals(descriptor)) {
                return each;
            }
        }
        return null;
    }

    String columnsClass() {
        return name + Names.COLUMNS_CLASS;
    }

    String mapperClass() {
        return name + Names.MAPPER_CLASS;
    }
}
