package starfall.component;

public class Stunned extends Timed {
    public Stunned set(float seconds) {
        left = seconds;
        return this;
    }
}
