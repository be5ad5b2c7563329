package dev.mayfly.lateuse;

import java.util.ArrayList;
import java.util.List;

/** What a user would write: fields of every type, a parent, methods. */
class Particle extends Named {

    final int id;
    boolean visible = true;
    byte level = 1;
    char letter = 'a';
    short kind = 1;
    int count = 1;
    long when = 1;
    float depth = 1;
    double force = 1;
    double[] samples = {1};
    List<String> notes = new ArrayList<>();

    Particle() {
        this(new int[] {7});
    }

    /** Reads its own fields before it is handed to anybody. */
    private Particle(int[] ids) {
        id = ids[0];
        count += id - 6;
    }

    /** An inner class, whose constructor writes a field before the object exists. */
    final class Spot {
        int place() {
            return count + 1;
        }
    }

    int doubled() {
        return count * 2;
    }
}
