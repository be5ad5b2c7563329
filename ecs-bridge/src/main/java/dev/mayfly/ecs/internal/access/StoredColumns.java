package dev.mayfly.ecs.internal.access;

import dev.mayfly.allocator.ColumnSet;

/** The columns of one type of components in a world. */
public record StoredColumns(Class<?> type, ColumnSet columns) {}
