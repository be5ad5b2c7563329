package starfall.component;

import com.artemis.Component;

import starfall.Space;

public class Position extends Component implements Stateful {
    public float x, y;

    public Position() {}

    public Position(float x, float y) {
        this.x = x;
        this.y = y;
    }

    public Position(Position other) {
        this(other.x, other.y);
    }

    public Position set(float x, float y) {
        this.x = x;
        this.y = y;
        return this;
    }

    public Position set(Position other) {
        return set(other.x, other.y);
    }

    public Position add(float dx, float dy) {
        x += dx;
        y += dy;
        return this;
    }

    public float distance2(Position other, Space space) {
        float dx = space.dx(x, other.x);
        float dy = space.dy(y, other.y);
        return dx * dx + dy * dy;
    }

    public boolean within(float reach, Position other, Space space) {
        return distance2(other, space) <= reach * reach;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(x).add(y);
    }

    @Override
    public String toString() {
        return "(" + x + ", " + y + ")";
    }
}
