package starfall;

import com.artemis.ArtemisPlugin;

/** Games for tests. With -Dstarfall.plugin=CLASS each of their worlds has a plugin. */
final class Games {
    private Games() {}

    static Setup setup(long seed) {
        return new Setup(seed, 1, Script.shipped());
    }

    static Game start(Setup setup) {
        return Game.start(setup, plugins());
    }

    static Game load(byte[] save) {
        return Game.load(save, setup(1), plugins());
    }

    static Game played(int ticks) {
        Game game = start(setup(1));
        play(game, ticks);
        return game;
    }

    static void play(Game game, int ticks) {
        for (int i = 0; i < ticks; i++) {
            game.tick();
        }
    }

    private static ArtemisPlugin[] plugins() {
        String name = System.getProperty("starfall.plugin", "");
        if (name.isEmpty()) {
            return new ArtemisPlugin[0];
        }
        try {
            Class<?> plugin = Class.forName(name);
            return new ArtemisPlugin[] {(ArtemisPlugin) plugin.getConstructor().newInstance()};
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}
