package dev.mayfly.ecs.json;

import dev.mayfly.ecs.SoaComponent;

/** A marker without columns. */
public final class Visible extends SoaComponent {}
