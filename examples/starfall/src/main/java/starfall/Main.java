package starfall;

import com.artemis.ArtemisPlugin;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Plays a game without anybody. */
public final class Main {
    private static final int COLUMNS = 100;
    private static final int ROWS = 28;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** Returns the exit code: 2 for bad usage, 1 if a file cannot be read or written. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            err.println("starfall: " + e.getMessage());
            err.print(Options.USAGE);
            return 2;
        }
        if (options.help) {
            out.print(Options.USAGE);
            return 0;
        }
        try {
            play(options, out);
            return 0;
        } catch (IOException e) {
            err.println("starfall: " + e.getMessage());
            return 1;
        }
    }

    private static void play(Options options, PrintStream out) throws IOException {
        Script script = options.script == null ? Script.shipped() : options.script();
        Setup setup = new Setup(options.seed, options.scale, script);
        ArtemisPlugin[] plugins = options.plugins();
        try (Game game =
                options.load == null
                        ? Game.start(setup, plugins)
                        : Game.load(Files.readAllBytes(Path.of(options.load)), setup, plugins)) {
            Radar radar = new Radar(game, COLUMNS, ROWS);
            for (int i = 0; i < options.warmUp; i++) {
                game.tick();
            }
            TickLog log = new TickLog(options.ticks);
            for (int i = 1; i <= options.ticks; i++) {
                log.tick(game);
                if (options.picture > 0 && i % options.picture == 0) {
                    out.print(radar.draw());
                }
                if (options.checksums > 0 && i % options.checksums == 0) {
                    out.printf(
                            Locale.ROOT, "checksum %d %016x%n", game.session.tick, game.checksum());
                }
            }
            out.println(radar.score());
            out.print(log.table());
            out.printf(Locale.ROOT, "checksum           %016x%n", game.checksum());
            if (options.save != null) {
                Files.write(Path.of(options.save), game.save());
            }
        }
    }
}
