package starfall.component;

/** A direction or a place, for use inside of components. */
public final class Vec2 {
    public float x;
    public float y;

    public Vec2() {}

    public Vec2(float x, float y) {
        set(x, y);
    }

    public Vec2 set(float x, float y) {
        this.x = x;
        this.y = y;
        return this;
    }
}
