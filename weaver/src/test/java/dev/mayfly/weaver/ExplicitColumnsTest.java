package dev.mayfly.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A system over explicit columns of a woven component, beside one over its views. */
class ExplicitColumnsTest {

    @Test
    void aSystemGoesOnToColumnsInTheSameWorld(@TempDir Path folder) throws Exception {
        Game game = new Game(folder).compile(Game.sources("guide")).weave();

        assertThat(game.call("guide.DragSystem", "slowed")).isEqualTo(9f);
    }
}
