package starfall;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The moves of a player, recorded. A line is a tick, an order, and where on the field: two shares
 * of its width and height. What comes after a # is not read.
 */
public final class Script {
    public enum Order {
        BUILD,
        RALLY,
        DISMISS,
        NOVA,
        LAUNCH,
        OVERDRIVE
    }

    public record Move(int tick, Order order, float x, float y) {}

    private final List<Move> moves = new ArrayList<>();

    public static Script shipped() {
        try (Reader in =
                new InputStreamReader(
                        Script.class.getResourceAsStream("moves.txt"), StandardCharsets.UTF_8)) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Script read(Reader in) throws IOException {
        Script script = new Script();
        BufferedReader lines = new BufferedReader(in);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String text = line.replaceFirst("#.*", "").strip();
            if (!text.isEmpty()) {
                script.moves.add(move(text, number));
            }
        }
        return script;
    }

    private static Move move(String text, int number) throws IOException {
        String[] words = text.split("\\s+", -1);
        try {
            return new Move(
                    Integer.parseInt(words[0]),
                    Order.valueOf(words[1].toUpperCase(Locale.ROOT)),
                    words.length > 2 ? Float.parseFloat(words[2]) : 0.5f,
                    words.length > 3 ? Float.parseFloat(words[3]) : 0.5f);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IOException(
                    "line " + number + " of the script is not TICK ORDER [X Y]: " + text, e);
        }
    }

    public List<Move> moves() {
        return moves;
    }

    /**
     * The moves repeat after as many ticks.
     *
     * @return 0 where there are none
     */
    public int length() {
        return moves.isEmpty() ? 0 : moves.getLast().tick() + 1;
    }
}
