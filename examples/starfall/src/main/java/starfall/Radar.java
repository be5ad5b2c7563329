package starfall;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.utils.IntBag;

import starfall.component.Particle;
import starfall.component.Position;
import starfall.component.Sprite;
import starfall.component.Station;

import java.util.Arrays;
import java.util.Locale;

/** The field as text. */
public final class Radar {
    private final Game game;
    private final int columns;
    private final int rows;

    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Sprite> mSprite;
    private ComponentMapper<Particle> mParticle;
    private ComponentMapper<Station> mStation;

    public Radar(Game game, int columns, int rows) {
        this.game = game;
        this.columns = columns;
        this.rows = rows;
        game.world.inject(this);
    }

    public String draw() {
        char[][] picture = new char[rows][columns];
        byte[][] layers = new byte[rows][columns];
        for (char[] row : picture) {
            Arrays.fill(row, ' ');
        }
        for (int e : ids(Aspect.all(Position.class, Particle.class))) {
            plot(picture, layers, mPosition.get(e), mParticle.get(e).glyph, (byte) 0);
        }
        for (int e : ids(Aspect.all(Position.class, Sprite.class))) {
            Sprite sprite = mSprite.get(e);
            char glyph = sprite.blink ? Character.toUpperCase(sprite.glyph) : sprite.glyph;
            plot(picture, layers, mPosition.get(e), glyph, sprite.layer);
        }
        StringBuilder text = new StringBuilder();
        String line = "+" + "-".repeat(columns) + "+\n";
        text.append(line);
        for (char[] row : picture) {
            text.append('|').append(row).append("|\n");
        }
        return text.append(line).append(score()).append('\n').toString();
    }

    private void plot(char[][] picture, byte[][] layers, Position at, char glyph, byte layer) {
        int column = Math.clamp((int) (at.x * columns / game.space.width), 0, columns - 1);
        int row = Math.clamp((int) (at.y * rows / game.space.height), 0, rows - 1);
        if (picture[row][column] == ' ' || layer >= layers[row][column]) {
            picture[row][column] = glyph;
            layers[row][column] = layer;
        }
    }

    public String score() {
        Session session = game.session;
        long credits = 0;
        for (int e : ids(Aspect.all(Station.class))) {
            credits += mStation.get(e).credits;
        }
        return String.format(
                Locale.ROOT,
                "tick %,d  wave %d  score %,d  credits %,d  mined %,d  kills %,d  losses %,d "
                        + " entities %,d",
                session.tick,
                session.wave,
                session.score,
                credits,
                session.mined,
                session.kills,
                session.losses,
                game.entities().size());
    }

    private int[] ids(Aspect.Builder aspect) {
        IntBag found = game.world.getAspectSubscriptionManager().get(aspect).getEntities();
        return Arrays.copyOf(found.getData(), found.size());
    }
}
