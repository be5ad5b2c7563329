package dev.mayfly.ecs.spatial;

/** Where something is. */
record Place(float x, float y, float z) {

    float at(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            default -> z;
        };
    }

    static Place least(Place a, Place b) {
        return new Place(Math.min(a.x, b.x), Math.min(a.y, b.y), Math.min(a.z, b.z));
    }

    static Place most(Place a, Place b) {
        return new Place(Math.max(a.x, b.x), Math.max(a.y, b.y), Math.max(a.z, b.z));
    }
}
