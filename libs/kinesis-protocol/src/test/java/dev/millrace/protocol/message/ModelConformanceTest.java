package dev.millrace.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.wire.WireFormat;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds the requests against the AWS service model, of which the inputs are kept in {@code kinesis-2013-12-02-inputs.json}
 * (from botocore, Apache-2.0): every operation, member and constraint. Each constraint is broken once in an otherwise
 * complete request, and the answer must name exactly that.
 */
class ModelConformanceTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode MODEL = model();

    @Test
    void everyOperationExists() {
        assertThat(Stream.of(Operation.values()).map(Operation::wireName))
                .containsExactlyElementsOf(MODEL.get("operations").propertyNames());
    }

    @Test
    void everyModelledErrorExists() {
        List<String> names =
                Stream.of(ErrorType.values()).map(ErrorType::wireName).toList();
        for (JsonNode name : MODEL.get("errors")) {
            assertThat(names).contains(name.asString());
        }
    }

    @TestFactory
    Stream<DynamicTest> everyConstraintIsAnswered() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            JsonNode input = MODEL.get("operations").get(operation.wireName());
            for (Violation violation : violations(input)) {
                tests.add(DynamicTest.dynamicTest(
                        operation.wireName() + " " + violation.path() + ": " + violation.rule(),
                        () -> assertAnswered(operation, violation)));
            }
        }
        assertThat(tests).hasSize(278);
        return tests.stream();
    }

    /** One way of breaking a request, at a path from the root of the body. */
    private record Violation(List<String> members, JsonNode value, String rule) {
        String path() {
            return members.stream()
                    .map(name -> name.equals("1")
                            ? "1.member"
                            : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
                    .collect(Collectors.joining("."));
        }

        Violation within(String outer) {
            return new Violation(
                    Stream.concat(Stream.of(outer), members.stream()).toList(), value, rule);
        }
    }

    private static void assertAnswered(Operation operation, Violation violation) {
        ObjectNode body =
                (ObjectNode) JSON.readTree(GoldenFiles.read(operation.wireName(), "request", WireFormat.JSON));
        JsonNode holder = body;
        List<String> members = violation.members();
        for (String name : members.subList(0, members.size() - 1)) {
            holder = name.equals("1") ? holder.get(0) : holder.get(name);
        }
        ((ObjectNode) holder).set(members.get(members.size() - 1), violation.value());
        byte[] bytes = JSON.writeValueAsBytes(body);
        KinesisRequest request = RequestDecoder.decode(operation, WireFormat.JSON, bytes, 0, bytes.length)
                .request();
        assertThatExceptionOfType(KinesisException.class)
                .isThrownBy(request::validate)
                .satisfies(error -> assertThat(error.type()).isEqualTo(ErrorType.VALIDATION))
                .withMessageStartingWith("1 validation error detected: Value ")
                .withMessageEndingWith(
                        " at '" + violation.path() + "' failed to satisfy constraint: " + violation.rule());
    }

    private static List<Violation> violations(JsonNode structure) {
        List<Violation> all = new ArrayList<>();
        for (JsonNode name : structure.get("required")) {
            all.add(new Violation(List.of(name.asString()), JSON.nullNode(), "Member must not be null"));
        }
        for (Map.Entry<String, JsonNode> member : structure.get("members").properties()) {
            String name = member.getKey();
            JsonNode shape = member.getValue();
            violationsOfValue(shape)
                    .forEach(violation -> all.add(new Violation(List.of(name), violation.value(), violation.rule())));
            if (shape.get("type").asString().equals("structure")) {
                violations(shape).forEach(nested -> all.add(nested.within(name)));
            }
            if (shape.has("element") && shape.get("element").has("members")) {
                violations(shape.get("element"))
                        .forEach(nested -> all.add(nested.within("1").within(name)));
            }
        }
        return all;
    }

    private static List<Violation> violationsOfValue(JsonNode shape) {
        return switch (shape.get("type").asString()) {
            case "string" -> violationsOfText(shape);
            case "integer" -> violationsOfNumber(shape);
            case "blob" ->
                List.of(violation(
                        JSON.getNodeFactory()
                                .binaryNode(new byte[shape.get("max").intValue() + 1]),
                        atMost(shape)));
            case "list" -> violationsOfList(shape);
            case "map" -> violationsOfMap(shape);
            default -> List.of();
        };
    }

    private static List<Violation> violationsOfText(JsonNode shape) {
        List<Violation> all = new ArrayList<>();
        if (shape.has("enum")) {
            // The service prints a set in an order of its own.
            all.add(violation(text("NOPE"), "Member must satisfy enum value set: " + set(shape)));
        }
        if (shape.has("max")) {
            all.add(violation(text("a".repeat(shape.get("max").intValue() + 1)), atMost(shape)));
        }
        if (shape.has("min") && shape.get("min").intValue() > 0 && !shape.has("pattern")) {
            all.add(violation(text(""), atLeast(shape)));
        }
        if (shape.has("pattern")) {
            all.add(violation(
                    text("not this!"),
                    "Member must satisfy regular expression pattern: "
                            + shape.get("pattern").asString()));
        }
        return all;
    }

    private static List<Violation> violationsOfNumber(JsonNode shape) {
        List<Violation> all = new ArrayList<>();
        if (shape.has("min")) {
            int min = shape.get("min").intValue();
            all.add(violation(number(min - 1), "Member must have value greater than or equal to " + min));
        }
        if (shape.has("max")) {
            int max = shape.get("max").intValue();
            all.add(violation(number(max + 1), "Member must have value less than or equal to " + max));
        }
        return all;
    }

    private static List<Violation> violationsOfList(JsonNode shape) {
        JsonNode element = shape.get("element");
        ArrayNode tooMany = JSON.createArrayNode();
        for (int i = 0; i <= shape.get("max").intValue(); i++) {
            tooMany.add(
                    element.has("members")
                            ? JSON.readTree("{\"Data\":\"\",\"PartitionKey\":\"a\"}")
                            : text(
                                    element.has("enum")
                                            ? element.get("enum").get(0).asString()
                                            : "a"));
        }
        List<Violation> all = new ArrayList<>();
        all.add(violation(tooMany, atMost(shape)));
        all.add(violation(JSON.createArrayNode(), atLeast(shape)));
        if (element.has("enum")) {
            all.add(violation(
                    JSON.createArrayNode().add("NOPE"),
                    "Member must satisfy constraint: [Member must satisfy enum value set: " + set(element) + "]"));
        } else if (element.has("max")) {
            all.add(violation(
                    JSON.createArrayNode().add(""),
                    "Member must satisfy constraint: [" + atMost(element) + ", " + atLeast(element) + "]"));
        }
        return all;
    }

    private static List<Violation> violationsOfMap(JsonNode shape) {
        ObjectNode tooMany = JSON.createObjectNode();
        for (int i = 0; i <= shape.get("max").intValue(); i++) {
            tooMany.put("k" + i, "v");
        }
        JsonNode key = shape.get("key");
        JsonNode value = shape.get("value");
        return List.of(
                violation(tooMany, atMost(shape)),
                violation(JSON.createObjectNode(), atLeast(shape)),
                violation(
                        JSON.createObjectNode().put("k".repeat(key.get("max").intValue() + 1), "v"),
                        "Map keys must satisfy constraint: [" + atMost(key) + ", " + atLeast(key) + "]"),
                violation(
                        JSON.createObjectNode()
                                .put("k", "v".repeat(value.get("max").intValue() + 1)),
                        "Map value must satisfy constraint: [" + atMost(value) + ", " + atLeast(value) + "]"));
    }

    private static Violation violation(JsonNode value, String rule) {
        return new Violation(List.of(), value, rule);
    }

    private static String set(JsonNode shape) {
        List<String> names = new ArrayList<>();
        shape.get("enum").forEach(name -> names.add(name.asString()));
        return names.contains("LATEST")
                ? "[AFTER_SEQUENCE_NUMBER, LATEST, AT_TIMESTAMP, AT_SEQUENCE_NUMBER, TRIM_HORIZON]"
                : names.toString();
    }

    private static String atMost(JsonNode shape) {
        return "Member must have length less than or equal to "
                + shape.get("max").intValue();
    }

    private static String atLeast(JsonNode shape) {
        return "Member must have length greater than or equal to "
                + shape.get("min").intValue();
    }

    private static JsonNode text(String value) {
        return JSON.getNodeFactory().stringNode(value);
    }

    private static JsonNode number(int value) {
        return JSON.getNodeFactory().numberNode(value);
    }

    private static JsonNode model() {
        InputStream model = ModelConformanceTest.class.getResourceAsStream("/kinesis-2013-12-02-inputs.json");
        return JSON.readTree(model);
    }
}
