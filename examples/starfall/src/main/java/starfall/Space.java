package starfall;

/** The field: who flies out on one side comes in on the other. */
public final class Space {
    public final float width;
    public final float height;

    public Space(float width, float height) {
        this.width = width;
        this.height = height;
    }

    /** The shorter way from one x to another. */
    public float dx(float from, float to) {
        return shorter(to - from, width);
    }

    public float dy(float from, float to) {
        return shorter(to - from, height);
    }

    private static float shorter(float way, float size) {
        if (way > size * 0.5f) {
            return way - size;
        }
        return way < size * -0.5f ? way + size : way;
    }

    public float wrapX(float x) {
        return wrap(x, width);
    }

    public float wrapY(float y) {
        return wrap(y, height);
    }

    private static float wrap(float at, float size) {
        if (at >= 0f && at < size) {
            return at;
        }
        float within = at % size;
        within = within < 0f ? within + size : within;
        return within < size ? within : 0f;
    }
}
