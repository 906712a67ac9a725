package dev.millrace.gateway.audit.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.millrace.internal.iam.v1.IamCall;
import dev.millrace.internal.sts.v1.AssumeRoleResult;
import dev.millrace.internal.sts.v1.Credentials;
import dev.millrace.protocol.message.AuditedMembers;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.RequestDecoder;
import dev.millrace.protocol.wire.WireFormat;
import java.io.StringWriter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Every member of every request has a mark for its value here; of those that must not be told none is in the event. */
class NothingButWhatIsListedTest {
    private static final Set<String> NEVER =
            Set.of("data", "partitionKey", "explicitHashKey", "shardIterator", "nextToken");

    /** Of records an event has the number alone; that a request was a trial is said by the error it ends with. */
    private static final Set<String> SAID_OTHERWISE = Set.of("records", "dryRun");

    static Stream<Class<?>> requests() {
        byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
        return Arrays.stream(Operation.values())
                .map(operation -> RequestDecoder.decode(operation, WireFormat.JSON, nothing, 0, nothing.length)
                        .request()
                        .getClass());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void noRequestTellsItsRecordsKeysOrTokens(Class<?> type) {
        String told = json(((KinesisRequest) marked(type)).audited());

        for (String member : NEVER) {
            byte[] mark = mark(member).getBytes(StandardCharsets.UTF_8);
            assertThat(told)
                    .doesNotContain(mark(member))
                    .doesNotContain(Base64.getEncoder().encodeToString(mark));
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyRequestTellsAllElse(Class<?> type) {
        String told = json(((KinesisRequest) marked(type)).audited());

        for (RecordComponent member : type.getRecordComponents()) {
            if (NEVER.contains(member.getName()) || SAID_OTHERWISE.contains(member.getName())) {
                continue;
            }
            if (member.getType() == String.class) {
                assertThat(told).contains(mark(member.getName()));
            } else {
                assertThat(told.toLowerCase(Locale.ROOT))
                        .contains('"' + member.getName().toLowerCase(Locale.ROOT) + "\":");
            }
        }
    }

    @Test
    void secretsOfDescribedServicesAreMarkedAsSuch() {
        for (FileDescriptor file : List.of(
                IamCall.getDescriptor().getFile(),
                AssumeRoleResult.getDescriptor().getFile())) {
            file.getMessageTypes().stream()
                    .filter(message -> !message.getName().equals("SessionGrant")) // never leaves a token
                    .forEach(NothingButWhatIsListedTest::assertSecretsAreMarked);
        }
    }

    private static void assertSecretsAreMarked(Descriptor message) {
        for (FieldDescriptor field : message.getFields()) {
            String name = field.getName();
            if (name.contains("secret") || name.contains("session_token") || name.contains("password")) {
                assertThat(field.getOptions().getDebugRedact())
                        .as(field.getFullName())
                        .isTrue();
            }
        }
    }

    @Test
    void anAnswerWithCredentialsTellsTheirIdAlone() {
        AssumeRoleResult result = AssumeRoleResult.newBuilder()
                .setCredentials(Credentials.newBuilder()
                        .setAccessKeyId("ASIA1")
                        .setSecretAccessKey("the-secret")
                        .setSessionToken("the-token"))
                .build();

        assertThat(json(MessageParameters.of(result))).isEqualTo("{\"credentials\":{\"accessKeyId\":\"ASIA1\"}}");
    }

    @Test
    void whatIsTooMuchIsLeftOutAndSaidToBe() {
        AuditedMembers parameters =
                new AuditedMembers().with("policy", "x".repeat(1_000_000)).with("name", "orders");

        assertThat(json(parameters)).isEqualTo("{\"name\":\"orders\"}");
        assertThat(parameters.isComplete()).isFalse();
    }

    @Test
    void halvesOfSurrogatePairsDoNotSpoilAnEvent() {
        assertThat(json(new AuditedMembers().with("tags", Map.of("\ud800", "a\udc00b"))))
                .isEqualTo("{\"tags\":{\"?\":\"a?b\"}}");
    }

    private static String mark(String member) {
        return "mark-of-" + member + ".";
    }

    private static Object marked(Class<?> type) {
        RecordComponent[] members = type.getRecordComponents();
        Class<?>[] types = Arrays.stream(members).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(members)
                .map(member -> value(member.getName(), member.getType(), member.getGenericType()))
                .toArray();
        try {
            return type.getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object value(String name, Class<?> type, Type generic) {
        if (type == String.class) {
            return mark(name);
        } else if (type == byte[].class) {
            return mark(name).getBytes(StandardCharsets.UTF_8);
        } else if (type == Integer.class) {
            return 1;
        } else if (type == Boolean.class) {
            return true;
        } else if (type == Instant.class) {
            return Instant.EPOCH;
        } else if (type == Map.class) {
            return Map.of(mark(name), mark(name));
        } else if (type == List.class) {
            Class<?> element = (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0];
            return List.of(value(name, element, element));
        }
        return marked(type);
    }

    private static String json(AuditedMembers parameters) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            MembersJson.write(parameters, json);
        }
        return text.toString();
    }
}
