package starfall;

import com.artemis.ArtemisPlugin;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the command line says. */
final class Options {
    static final String USAGE =
            """
            usage: starfall [option...]
              --scale N       how many times as large the field is (1)
              --ticks N       how many ticks to play and measure (2,000)
              --warm-up N     how many to play before them (500)
              --seed N        what all chance comes from (1)
              --script FILE   the moves of a player
              --picture N     draw the field after every N ticks; 0 for never (500)
              --checksums N   print a checksum after every N ticks (0: never)
              --load FILE     go on with a saved game, of the same scale
              --save FILE     save the game in the end
              --plugin CLASS  give the world a plugin of Artemis; may come more than once
            """;

    int scale = 1;
    int ticks = 2_000;
    int warmUp = 500;
    long seed = 1;
    int picture = 500;
    int checksums;
    String script;
    String load;
    String save;
    boolean help;
    private final List<String> plugins = new ArrayList<>();

    static Options parse(String... args) {
        Options options = new Options();
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--help")) {
                options.help = true;
                return options;
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value, or is no option");
            }
            options.set(args[i], args[++i]);
        }
        return options;
    }

    private void set(String option, String value) {
        switch (option) {
            case "--scale" -> scale = number(option, value, 1, 200);
            case "--ticks" -> ticks = number(option, value, 1, 10_000_000);
            case "--warm-up" -> warmUp = number(option, value, 0, 10_000_000);
            case "--seed" -> seed = number(option, value, 0, Integer.MAX_VALUE);
            case "--picture" -> picture = number(option, value, 0, Integer.MAX_VALUE);
            case "--checksums" -> checksums = number(option, value, 0, Integer.MAX_VALUE);
            case "--script" -> script = value;
            case "--load" -> load = value;
            case "--save" -> save = value;
            case "--plugin" -> plugins.add(value);
            default -> throw new IllegalArgumentException("there is no option " + option);
        }
    }

    private static int number(String option, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with the range.
        }
        throw new IllegalArgumentException(
                option + " needs a number from " + least + " to " + most + ", not " + value);
    }

    Script script() throws IOException {
        try (Reader in = Files.newBufferedReader(Path.of(script), StandardCharsets.UTF_8)) {
            return Script.read(in);
        }
    }

    /** One of each class, in the order given. */
    ArtemisPlugin[] plugins() throws IOException {
        ArtemisPlugin[] made = new ArtemisPlugin[plugins.size()];
        for (int i = 0; i < made.length; i++) {
            try {
                made[i] =
                        Class.forName(plugins.get(i))
                                .asSubclass(ArtemisPlugin.class)
                                .getConstructor()
                                .newInstance();
            } catch (ReflectiveOperationException | ClassCastException e) {
                throw new IOException("there is no plugin " + plugins.get(i), e);
            }
        }
        return made;
    }
}
