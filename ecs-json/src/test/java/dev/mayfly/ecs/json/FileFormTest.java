package dev.mayfly.ecs.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Component;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.Transient;
import com.artemis.io.SaveFileFormat;
import com.artemis.managers.TagManager;
import com.badlogic.gdx.utils.Json;
import com.badlogic.gdx.utils.JsonReader;
import com.badlogic.gdx.utils.JsonValue;
import com.badlogic.gdx.utils.SerializationException;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.MayflyPlugin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are JSON and no saves: each is refused by name, and leaves the world as it was. */
class FileFormTest {

    private static final String TYPES =
            "\"componentIdentifiers\":{\"dev.mayfly.ecs.json.Place\":\"Place\","
                    + "\"dev.mayfly.ecs.json.Name\":\"Name\"}";

    private final FrameAllocator memory = FrameAllocator.create();
    private final Stage stage = new Stage(memory);

    private static String entities(String entities) {
        return "{" + TYPES + ",\"archetypes\":{\"1\":[\"Place\"]},\"entities\":" + entities + "}";
    }

    private void isRefused(String json, String said) {
        int old = stage.createAt(7);
        stage.world.getSystem(TagManager.class).register("t", old);
        stage.world.process();
        String before = stage.text();

        assertThatThrownBy(() -> stage.load(json))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining(said)
                .hasMessageEndingWith("Nothing was loaded.");

        stage.world.process();
        assertThat(stage.text()).isEqualTo(before);
        assertThat(stage.place.x.get(stage.load(before).get(0))).isEqualTo(7);
    }

    @Test
    void aNameInTheFileCannotMakeTheMessageTwoLines() {
        isRefused("{\"a\\nWARN\\u2028\":1,\"a\\nWARN\\u2028\":1}", "'a?WARN?' is there twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // the entities | what is said
                "[] | entities: here belongs an object, not an array",
                "7 | entities: here belongs an object, not 7",
                "null | entities: here belongs an object, not null",
                "{\"x\":{\"components\":{}}} | Entity x: this is not a whole number",
                "{\"-1\":{\"components\":{}}} | Entity -1: ids go from 0",
                "{\"2147483647\":{\"components\":{}}} | allow it by setMaxEntityId",
                "{\"5\":{\"components\":{}},\"5\":{\"components\":{}}} | Entity 5: it is there"
                        + " twice",
                "{\"5\":{\"components\":{}},\"05\":{\"components\":{}}} | Entity 05: it is there"
                        + " twice",
                "{\"5\":3} | Entity 5: here belongs an object, not 3",
                "{\"5\":null} | Entity 5: here belongs an object, not null",
                "{\"5\":[]} | Entity 5: here belongs an object, not an array",
                "{\"5\":{}} | Entity 5: it has no 'components'",
                "{\"5\":{\"tag\":\"t\"}} | Entity 5: it has no 'components'",
                "{\"5\":{\"components\":{},\"tag\":\"t\"}} | 'tag' is not one of its parts, or not"
                        + " in",
                "{\"5\":{\"parts\":{},\"components\":{}}} | 'parts' is not one of its parts",
                "{\"5\":{\"components\":{},\"components\":{}}} | 'components' is not one of its"
                        + " parts",
                "{\"5\":{\"components\":null}} | Entity 5, components: here belongs an object, not"
                        + " null",
                "{\"5\":{\"components\":[]}} | Entity 5, components: here belongs an object",
                "{\"5\":{\"components\":{\"Place\":7}}} | Entity 5, Place: here belongs an object,"
                        + " not 7",
                "{\"5\":{\"components\":{\"Place\":null}}} | Place: here belongs an object, not"
                        + " null",
                "{\"5\":{\"components\":{\"Place\":\"\"}}} | Place: here belongs an object, not the"
                        + " text",
                "{\"5\":{\"components\":{\"Place\":[1]}}} | Place: here belongs an object, not an"
                        + " array",
                "{\"5\":{\"components\":{\"Place\":true}}} | Place: here belongs an object, not"
                        + " true",
                "{\"5\":{\"components\":{\"Name\":7}}} | Entity 5, Name: here belongs an object,"
                        + " not 7",
                "{\"5\":{\"components\":{\"Place\":{},\"Place\":{}}}} | Entity 5: 'Place' is there"
                        + " twice",
                "{\"5\":{\"components\":{\"Plaice\":{}}}} | component Plaice is not in",
                "{\"5\":{\"archetype\":9,\"components\":{}}} | its archetype 9 is not in",
                "{\"5\":{\"archetype\":\"1\",\"components\":{}}} | its archetype is the text \"1\"",
                "{\"5\":{\"archetype\":1.5,\"components\":{}}} | its archetype is 1.5",
                "{\"5\":{\"archetype\":1,\"components\":{\"Name\":{}}}} | not have its component"
                        + " Name",
                "{\"5\":{\"tag\":7,\"components\":{}}} | Entity 5, tag: here belongs a text, not 7",
                "{\"5\":{\"key\":null,\"components\":{}}} | Entity 5, key: here belongs a text, not"
                        + " null",
                "{\"5\":{\"groups\":\"g\",\"components\":{}}} | Entity 5, groups: here belongs an"
                        + " array",
                "{\"5\":{\"groups\":[1],\"components\":{}}} | Entity 5, groups: here belongs a"
                        + " text",
            })
    void entitiesAreCheckedFirst(String entities, String said) {
        isRefused(entities(entities), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag", "key"})
    void oneNameIsForOneEntity(String part) {
        isRefused(
                entities(
                        "{\"1\":{\"%s\":\"t\",\"components\":{}},\"2\":{\"%s\":\"t\",\"components\":{}}}"
                                .formatted(part, part)),
                "Entity 2: another entity of the file has the " + part + " \"t\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | The file: here belongs an object",
                "7 | The file: here belongs an object",
                "{\"entities\":{},\"entities\":{}} | The file: 'entities' is there twice",
                "{\"componentIdentifiers\":[]} | componentIdentifiers: here belongs an object",
                "{\"componentIdentifiers\":{\"no.Such\":\"S\"}} | there is no class no.Such",
                "{\"componentIdentifiers\":{\"java.lang.Thread\":\"T\"}} | not a class of"
                        + " components",
                "{\"componentIdentifiers\":{\"com.artemis.Component\":\"C\"}} | cannot make a"
                        + " com.artemis",
                "{\"componentIdentifiers\":{\"dev.mayfly.ecs.SoaComponent\":\"C\"}} | cannot make a"
                        + " dev",
                "{\"componentIdentifiers\":{\"[I\":\"T\"}} | not a class of components",
                "{\"componentIdentifiers\":{\"dev.mayfly.ecs.json.Place\":7}} | belongs a text, not"
                        + " 7",
                "{\"componentIdentifiers\":{\"dev.mayfly.ecs.json.Place\":\"A\","
                        + "\"dev.mayfly.ecs.json.Name\":\"A\"}} | two types have the name A",
                "{\"archetypes\":[]} | archetypes: here belongs an object",
                "{\"archetypes\":{\"x\":[]}} | archetypes, x: this is not a whole number",
                "{\"archetypes\":{\"1\":{}}} | archetypes, 1: here belongs an array",
                "{\"archetypes\":{\"1\":[7]}} | archetypes, 1: here belongs a text, not 7",
                "{\"archetypes\":{\"1\":[\"A\"]}} | archetypes, 1: the component A is not in",
            })
    void theRestIsCheckedFirstToo(String json, String said) {
        isRefused(json, said);
    }

    @Test
    void anEmptyFileIsRefused() {
        isRefused("", "The file is empty");
    }

    @Test
    void aFileWithoutEntitiesLoadsNone() {
        assertThat(stage.load("{}").isEmpty()).isTrue();
        assertThat(stage.load("{" + TYPES + ",\"hue\":1}").isEmpty()).isTrue();
    }

    /** Says when one is made. */
    public static final class Touchy {
        public Touchy() {
            Touched.made++;
        }
    }

    static final class Touched {
        static boolean initialized;
        static int made;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metadata\":%s}",
                "{\"metadata\":{\"version\":%s}}",
                "{\"metadata\":{\"version\":1},\"archetypes\":%s}",
                "{\"entities\":%s}",
                "{\"entities\":{\"5\":%s}}",
                "{\"entities\":{\"5\":{\"components\":%s}}}",
                "{\"entities\":{\"5\":{\"components\":{\"Place\":%s}}}}",
                "{\"entities\":{\"5\":{\"components\":{\"Place\":{\"x\":%s}}}}}",
                "{\"entities\":{\"5\":{\"components\":{\"Name\":%s}}}}",
                "{\"entities\":{\"5\":{\"components\":{\"Name\":{\"text\":%s}}}}}",
                "{\"entities\":{\"5\":{\"components\":{\"Name\":{\"parent\":%s}}}}}",
                "{\"entities\":{\"5\":{\"components\":{\"Name\":{\"friend\":%s}}}}}",
            })
    void noClassIsMadeThatAFileNamesWhereTheProgramSaysSo(String place) {
        SoaJsonSerializer serializer = stage.manager.getSerializer();
        int before = Touched.made;
        String named = "{\"class\":\"" + Touchy.class.getName() + "\"}";
        String json = "{" + TYPES + "," + place.formatted(named).substring(1);

        assertThat(serializer.setNamedClasses(false)).isSameAs(serializer);
        try {
            stage.load(json);
        } catch (JsonFormatException | SerializationException e) {
            assertThat(e).isNotNull();
        }
        assertThat(Touched.made).isEqualTo(before);
        stage.world.process();

        serializer.setNamedClasses(true);
        if (place.contains("text")) {
            assertThatThrownBy(() -> stage.load(json)).isInstanceOf(SerializationException.class);
            assertThat(Touched.made).isEqualTo(before + 1);
        }
    }

    /** Says when it is initialized. */
    static final class Untouched extends Exception {
        private static final long serialVersionUID = 1L;

        static {
            Touched.initialized = true;
        }
    }

    @Test
    void aClassThatIsNoComponentIsNotInitialized() {
        isRefused(
                "{\"componentIdentifiers\":{\"%s\":\"T\"}}".formatted(Untouched.class.getName()),
                "is not a class of components");
        assertThat(Touched.initialized).isFalse();
    }

    /** A plain component that is for the moment. */
    @Transient
    public static final class Fleeting extends Component {}

    @Test
    void aTransientComponentIsInNoFile() {
        isRefused(
                "{\"componentIdentifiers\":{\"%s\":\"F\"},\"entities\":{\"5\":{\"components\":{\"F\":{}}}}}"
                        .formatted(Fleeting.class.getName()),
                "Entity 5: the component F is marked @Transient");
    }

    @Test
    void aGreaterIdIsTakenWhereTheProgramAllowsIt() {
        SoaJsonSerializer serializer = stage.manager.getSerializer();
        String one = entities("{\"%d\":{\"components\":{}}}");
        int most = SoaJsonSerializer.DEFAULT_MAX_ENTITY_ID;

        isRefused(one.formatted(most + 1), "ids go from 0 to " + most);

        assertThat(stage.load(one.formatted(most)).size()).isEqualTo(1);
        assertThat(serializer.setMaxEntityId(most + 1)).isSameAs(serializer);
        assertThat(stage.load(one.formatted(most + 1)).size()).isEqualTo(1);
    }

    @Test
    void tagsAndGroupsNeedTheirManagers() {
        WorldConfigurationBuilder plugin = new WorldConfigurationBuilder();
        World bare = new World(plugin.with(new MayflyPlugin().allocator(memory)).build());
        SoaJsonSerializer serializer = new SoaJsonSerializer(bare);
        for (String part : new String[] {"\"tag\":\"t\"", "\"groups\":[\"g\"]"}) {
            JsonValue file =
                    new JsonReader().parse(entities("{\"5\":{" + part + ",\"components\":{}}}"));

            assertThatThrownBy(() -> serializer.load(file, SaveFileFormat.class))
                    .isInstanceOf(JsonFormatException.class)
                    .hasMessageContaining("Entity 5 has")
                    .hasMessageContaining("Manager");
        }
        bare.dispose();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"parent\":\"red\"",
                "\"parent\":77",
                "\"parent\":{}",
                "\"text\":{\"class\":\"no.Such\"}",
                "\"friend\":[]",
            })
    void whatFailsInAPlainComponentLeavesNoEntity(String field) {
        stage.createAt(7);
        stage.create("Ada");
        stage.world.process();
        String before = stage.text();
        String one =
                "\"%d\":{\"components\":{\"Place\":{\"leader\":5},\"Name\":{\"text\":\"x\",%s}}}";
        String json =
                entities(
                        "{"
                                + one.formatted(5, "\"parent\":5")
                                + ","
                                + one.formatted(6, field)
                                + "}");

        assertThatThrownBy(() -> stage.load(json))
                .isInstanceOfAny(JsonFormatException.class, SerializationException.class);

        stage.world.process();
        assertThat(stage.text()).isEqualTo(before);
        stage.world.process();
        assertThat(stage.load(before).size()).isEqualTo(2);
    }

    /** What cannot always be written. */
    public static final class Gadget {}

    /** A plain component with one. */
    public static final class Equipped extends Component {
        public Gadget gadget = new Gadget();
    }

    private static final class GadgetWriter implements Json.Serializer<Gadget> {
        boolean broken = true;

        @Override
        @SuppressWarnings("rawtypes")
        public void write(Json json, Gadget gadget, Class type) {
            if (broken) {
                throw new IllegalStateException("it is broken");
            }
            json.writeValue("whole");
        }

        @Override
        @SuppressWarnings("rawtypes")
        public Gadget read(Json json, JsonValue value, Class type) {
            return new Gadget();
        }
    }

    @Test
    void aSaveThatFailsDoesNotSpoilTheNextOne() {
        SoaJsonSerializer serializer = stage.manager.getSerializer();
        GadgetWriter writer = new GadgetWriter();
        serializer.register(Gadget.class, writer);
        stage.world.getMapper(Equipped.class).create(stage.createAt(7));
        stage.create("Ada");
        stage.world.process();

        assertThatThrownBy(stage::save).hasStackTraceContaining("it is broken");
        writer.broken = false;

        assertThat(stage.text())
                .contains(
                        "\"Place\":{\"x\":7", "\"gadget\":\"whole\"", "\"Name\":{\"text\":\"Ada\"}")
                .containsOnlyOnce("\"Equipped\":{");
    }

    @Test
    void aReferenceMeansNoEntityOfAnEarlierFile() {
        String one = "{\"5\":{\"components\":{\"Name\":{\"text\":\"x\",\"friend\":%d}}}}";
        assertThatThrownBy(
                        () ->
                                stage.load(
                                        entities(
                                                "{\"4\":{\"components\":{}},\"5\":{\"components\":"
                                                        + "{\"Name\":{\"parent\":\"red\"}}}}")))
                .isInstanceOf(RuntimeException.class);

        int entity = stage.load(entities(one.formatted(4))).get(0);

        assertThat(stage.names.get(entity).friend).isNull();
    }
}
