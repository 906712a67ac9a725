package dev.millrace.gateway.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import dev.millrace.gateway.call.json.JsonWire;
import dev.millrace.internal.kms.v1.KmsResult;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every operation's request and answer, as AWS's documentation shows them, in {@code kms/wire.json}. */
class KmsWireTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode WIRE = load();

    private static JsonNode load() {
        try (InputStream file = KmsWireTest.class.getResourceAsStream("/kms/wire.json")) {
            return JSON.readTree(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Set<String> operations() {
        return new TreeSet<>(KmsAction.names());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationHasItsWireForm(String operation) {
        KmsAction action = KmsAction.of(operation);
        JsonNode golden = WIRE.path(operation);
        assertThat(golden.isObject()).as("wire form of " + operation).isTrue();

        Message request = JsonWire.read(golden.path("request").toString(), action.prototype());
        assertThat(given(JSON.readTree(JsonWire.write(request)))).isEqualTo(golden.path("request"));

        if (golden.has("answer")) {
            Message prototype = action.resultOf(KmsResult.getDefaultInstance()).orElseThrow();
            Message answer = JsonWire.read(golden.path("answer").toString(), prototype.getDefaultInstanceForType());
            assertThat(JSON.readTree(JsonWire.write(answer))).isEqualTo(golden.path("answer"));
        } else {
            assertThat(action.resultOf(KmsResult.getDefaultInstance())).isEmpty();
        }
    }

    @Test
    void nothingElseIsServed() {
        assertThat(WIRE.propertyNames()).containsExactlyInAnyOrderElementsOf(KmsAction.names());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{",
                "{\"KeyId\": 1}",
                "{\"Plaintext\": \"no base64!\"}",
                "{\"EncryptionContext\": []}",
                "{\"EncryptionContext\": {\"a\": 1}}",
                "{} {}"
            })
    void whatIsNotOfItsTypeIsRefused(String json) {
        Message encrypt = KmsAction.of("Encrypt").prototype();

        assertThatThrownBy(() -> JsonWire.read(json, encrypt))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        refusal -> assertThat(refusal.type()).isEqualTo(ErrorType.SERIALIZATION));
    }

    @Test
    void unknownAndEmptyMembersDoNotCount() {
        Message encrypt = KmsAction.of("Encrypt").prototype();

        assertThat(JsonWire.read("{\"KeyId\": null, \"GrantTokens\": [\"x\"]}", encrypt))
                .isEqualTo(encrypt);
    }

    /** The members that were given: lists and maps are written also when they are empty. */
    private static JsonNode given(JsonNode written) {
        ObjectNode kept = JSON.createObjectNode();
        Map<String, JsonNode> members = written.properties().stream()
                .filter(member ->
                        !(member.getValue().isContainer() && member.getValue().isEmpty()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        members.forEach(kept::set);
        return kept;
    }
}
