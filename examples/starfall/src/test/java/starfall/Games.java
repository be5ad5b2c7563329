package starfall;

import com.artemis.ArtemisPlugin;

/** Games for tests. */
final class Games {
    private Games() {}

    static Setup setup(long seed) {
        return new Setup(seed, 1, Script.shipped());
    }

    static Game played(int ticks, ArtemisPlugin... plugins) {
        Game game = Game.start(setup(1), plugins);
        play(game, ticks);
        return game;
    }

    static void play(Game game, int ticks) {
        for (int i = 0; i < ticks; i++) {
            game.tick();
        }
    }
}
