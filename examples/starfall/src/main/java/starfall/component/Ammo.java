package starfall.component;

/** What weapons fire. */
public enum Ammo {
    SLUG(6f, 48f, 1.2f),
    PLASMA(11f, 34f, 1.6f),
    MISSILE(30f, 20f, 4f);

    public final float damage;
    public final float speed;
    public final float seconds;

    Ammo(float damage, float speed, float seconds) {
        this.damage = damage;
        this.speed = speed;
        this.seconds = seconds;
    }
}
