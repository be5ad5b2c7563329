package dev.mayfly.ecs.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.artemis.managers.GroupManager;
import com.artemis.managers.TagManager;
import com.artemis.utils.IntBag;
import com.badlogic.gdx.utils.SerializationException;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.EntityHandles;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Saves changed at random: each is loaded or refused by an exception that is ours, or Artemis' or
 * libGDX's own; a refused one leaves no entity; the world ticks and saves as before.
 *
 * <p>{@code -Djson.texts=1000000} tries that many, {@code -Djson.seed=7} others.
 */
class MutatedTextTest {

    private static final int TEXTS = Integer.getInteger("json.texts", 10_000);
    private static final long SEED = Long.getLong("json.seed", 1);

    private static final Pattern TOKEN =
            Pattern.compile("\"[^\"]*\"|[-+0-9.eE]+|[{}\\[\\]:,]|true|false|null");
    private static final Pattern MEMBER = Pattern.compile("\"[a-zA-Z0-9]+\":(\"[^\"]*\"|[-0-9.]+)");

    private static final String[] TOKENS = {
        "0",
        "-1",
        "1.9",
        "1e60",
        "1e400",
        "-0.0",
        "3000000000",
        "70000",
        "2147483647",
        "9223372036854775808",
        "1e99999999999",
        "NaN",
        "\"NaN\"",
        "null",
        "true",
        "{}",
        "[]",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "//",
        "/*",
        "\"components\"",
        "\"Place\"",
        "\"Name\"",
        "\"tag\"",
        "\"leader\"",
        "\"entities\"",
        "\"archetype\"",
        "\"dev.mayfly.ecs.json.Name\"",
        "\"dev.mayfly.ecs.SoaComponent\"",
        "\"com.artemis.Component\"",
        "\"java.lang.Thread\"",
        "{\"class\":\"no.Such\"}",
        "[[[[]]]]",
        "\u0000",
        "\ud800",
    };

    private final Random random = new Random(SEED);

    private static String seedText(FrameAllocator memory) {
        Stage stage = new Stage(memory);
        EntityHandles handles = EntityHandles.ofWorld(stage.world);
        int first = stage.createAt(1.5f);
        int second = stage.createAt(Float.NaN);
        stage.place.leader.set(second, first);
        int third = stage.create("Ada");
        stage.names.get(third).parent = first;
        stage.names.get(third).friend = stage.world.getEntity(second);
        stage.homings.create(third);
        stage.homing.target.set(third, handles.of(first));
        stage.visibles.create(second);
        stage.world.getSystem(TagManager.class).register("player", first);
        stage.world.getSystem(GroupManager.class).add(stage.world.getEntity(second), "team");
        stage.world.process();
        return stage.text();
    }

    private String mutate(String text) {
        String mutated = text;
        for (int i = 1 + random.nextInt(3); i > 0 && !mutated.isEmpty(); i--) {
            mutated =
                    switch (random.nextInt(8)) {
                        case 0 -> bytes(mutated, "");
                        case 1 -> bytes(mutated, String.valueOf((char) random.nextInt(128)));
                        case 2 -> mutated.substring(0, random.nextInt(mutated.length()));
                        case 3 -> member(mutated);
                        case 4 -> token(mutated, "");
                        default -> token(mutated, TOKENS[random.nextInt(TOKENS.length)]);
                    };
        }
        return mutated;
    }

    private String bytes(String text, String replacement) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + random.nextInt(4));
        return text.substring(0, from) + replacement + text.substring(to);
    }

    private String token(String text, String replacement) {
        MatchResult[] tokens = TOKEN.matcher(text).results().toArray(MatchResult[]::new);
        if (tokens.length == 0) {
            return text;
        }
        MatchResult token = tokens[random.nextInt(tokens.length)];
        return text.substring(0, token.start()) + replacement + text.substring(token.end());
    }

    /** Puts a member of some object, often with another's name, where another one begins. */
    private String member(String text) {
        MatchResult[] members = MEMBER.matcher(text).results().toArray(MatchResult[]::new);
        if (members.length == 0) {
            return text;
        }
        MatchResult member = members[random.nextInt(members.length)];
        int at = members[random.nextInt(members.length)].start();
        return text.substring(0, at) + member.group() + "," + text.substring(at);
    }

    @Test
    void isLoadedOrRefusedByNameAndTheWorldGoesOn() {
        try (FrameAllocator memory = FrameAllocator.create()) {
            String text = seedText(memory);
            Stage stage = new Stage(memory);
            int old = stage.createAt(7);
            stage.world.process();
            String before = stage.text();
            int loaded = 0;
            for (int i = 0; i < TEXTS; i++) {
                String mutated = mutate(text);
                try {
                    IntBag entities = stage.load(mutated);
                    for (int j = 0; j < entities.size(); j++) {
                        stage.world.delete(entities.get(j));
                    }
                    loaded++;
                } catch (JsonFormatException
                        | SerializationException
                        | com.artemis.io.SerializationException e) {
                    assertThat(e).hasMessageNotContaining("accessible field");
                } catch (Throwable e) {
                    fail("seed " + SEED + ", text " + i + ": " + mutated, e);
                }
                stage.world.process();
                if (stage.all().size() != 1 || i % 100 == 0) {
                    assertThat(stage.text()).as("text %d: %s", i, mutated).isEqualTo(before);
                }
            }
            assertThat(stage.all().get(0)).isEqualTo(old);
            assertThat(loaded).isBetween(TEXTS / 100, TEXTS * 9 / 10);
            stage.world.dispose();
        }
    }
}
