package dev.mayfly.examples.swarm.scenario;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Reads scenarios strictly: every field has to be there, be known and be in range. */
public final class ScenarioReader {
    /** The names of the scenarios that ship with the demo. */
    public static final List<String> SHIPPED = List.of("starlings", "reef", "locusts");

    /** The one that runs unless another is asked for. */
    public static final String USUAL = "starlings";

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                    .build();

    private ScenarioReader() {}

    /**
     * Reads a shipped scenario by its name, or any other by the path of its file.
     *
     * @throws ScenarioException if there is none, or it is not valid
     */
    public static Scenario read(String nameOrPath) throws ScenarioException {
        return SHIPPED.contains(nameOrPath)
                ? readShipped(nameOrPath)
                : readFile(nameOrPath, Path.of(nameOrPath));
    }

    private static Scenario readShipped(String name) throws ScenarioException {
        String resource = "/scenarios/" + name + ".json";
        try (InputStream in = ScenarioReader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ScenarioException("scenario " + name + ": missing from the class path");
            }
            return parse(name, in);
        } catch (IOException e) {
            throw new ScenarioException("scenario " + name + ": " + explain(e), e);
        }
    }

    private static Scenario readFile(String name, Path file) throws ScenarioException {
        if (Files.isDirectory(file)) {
            throw new ScenarioException("scenario " + name + ": is a directory");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return parse(name, in);
        } catch (NoSuchFileException e) {
            throw new ScenarioException(
                    "scenario "
                            + name
                            + ": no such file; shipped are "
                            + String.join(", ", SHIPPED),
                    e);
        } catch (IOException e) {
            throw new ScenarioException("scenario " + name + ": " + explain(e), e);
        }
    }

    private static Scenario parse(String name, InputStream in)
            throws IOException, ScenarioException {
        Scenario scenario = JSON.readValue(in, Scenario.class);
        if (scenario == null) {
            throw new ScenarioException("scenario " + name + ": must be an object");
        }
        return scenario;
    }

    /** On one line, whatever names the file has. */
    private static String explain(IOException e) {
        return problem(e).replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }

    private static String problem(IOException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                    place(unknown)
                            + "is unknown; known are "
                            + unknown.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", "));
            case ValueInstantiationException refused when refused.getCause() != null ->
                    place(refused) + refused.getCause().getMessage();
            case MismatchedInputException mismatch -> place(mismatch) + expected(mismatch);
            case JsonMappingException mismatch -> place(mismatch) + firstSentence(mismatch);
            case JacksonException syntax -> firstSentence(syntax) + where(syntax.getLocation());
            case CharConversionException broken -> "is not text: " + broken.getMessage();
            default -> e.toString();
        };
    }

    private static String place(JsonMappingException e) {
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return place.isEmpty() ? "" : place + ": ";
    }

    private static String where(@Nullable JsonLocation at) {
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    /** What should stand there, in the words of JSON and not in those of Java. */
    private static String expected(MismatchedInputException e) {
        if (firstSentence(e).startsWith("Missing")) {
            return "is missing";
        }
        Class<?> type = e.getTargetType();
        if (type == int.class) {
            return "must be a whole number";
        }
        if (type == float.class) {
            return "must be a number";
        }
        if (type == String.class) {
            return "must be a text";
        }
        return type != null && List.class.isAssignableFrom(type)
                ? "must be a list without null"
                : "must be an object";
    }

    private static String firstSentence(JacksonException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("not a scenario");
    }
}
