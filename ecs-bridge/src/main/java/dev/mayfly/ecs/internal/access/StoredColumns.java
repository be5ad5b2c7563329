package dev.mayfly.ecs.internal.access;

import dev.mayfly.allocator.internal.columns.ColumnStore;

/** The columns of one type of components in a world. */
public record StoredColumns(Class<?> type, ColumnStore columns) {}
