package starfall.rules;

import starfall.Space;
import starfall.component.Position;
import starfall.component.Vec2;

import java.util.ArrayList;
import java.util.List;

/** Where the ships of a squad should be. */
public final class Formation {
    private static final float GAP = 3f;

    private final List<Position> members = new ArrayList<>();

    public Formation clear() {
        members.clear();
        return this;
    }

    public Formation join(Position member) {
        members.add(member);
        return this;
    }

    public int size() {
        return members.size();
    }

    /** The middle of all, as seen from the first. */
    public Vec2 middle(Space space, Vec2 result) {
        if (members.isEmpty()) {
            return result.set(0f, 0f);
        }
        Position first = members.get(0);
        float x = 0f;
        float y = 0f;
        for (Position member : members) {
            x += space.dx(first.x, member.x);
            y += space.dy(first.y, member.y);
        }
        return result.set(first.x + x / members.size(), first.y + y / members.size());
    }

    /** The direction that leads away from others that are too near. */
    @SuppressWarnings("ReferenceEquality") // itself, and not another ship at the same place
    public Vec2 spread(Position self, Space space, Vec2 result) {
        result.set(0f, 0f);
        for (Position other : members) {
            if (other == self) {
                continue;
            }
            float dx = space.dx(other.x, self.x);
            float dy = space.dy(other.y, self.y);
            float distance2 = dx * dx + dy * dy;
            if (distance2 < GAP * GAP) {
                result.set(result.x + dx, result.y + dy + 0.01f);
            }
        }
        return result;
    }

    /** The place of a wing man behind its leader. */
    public static Vec2 slot(Position leader, int number, Vec2 result) {
        int rank = number / 2 + 1;
        return result.set(leader.x - rank * GAP, leader.y + (number % 2 == 0 ? rank : -rank) * GAP);
    }
}
