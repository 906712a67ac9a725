package dev.millrace.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.wire.WireFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds each request against its input in the AWS service model: it has the members that the model has, reads each of them, and
 * is known by the interfaces from which authorization, limits and audit learn what it is about.
 */
class RequestMembersTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode MODEL = JSON.readTree(
                    RequestMembersTest.class.getResourceAsStream("/kinesis-2013-12-02-inputs.json"))
            .get("operations");

    @ParameterizedTest
    @EnumSource
    void aRequestHasTheMembersOfTheModel(Operation operation) {
        Set<String> components = Arrays.stream(
                        decode(operation, golden(operation)).getClass().getRecordComponents())
                .map(component -> component.getName().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(components)
                .isEqualTo(members(operation).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @EnumSource
    void eachMemberIsRead(Operation operation) {
        for (String member : members(operation)) {
            ObjectNode body = golden(operation);
            assertThat(body.has(member)).as(member).isTrue();
            KinesisRequest whole = decode(operation, body);
            body.remove(member);

            assertThat(decode(operation, body))
                    .as(member)
                    .usingRecursiveComparison()
                    .isNotEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRequestSaysWhatItIsAbout(Operation operation) {
        KinesisRequest request = decode(operation, golden(operation));
        List<String> members = members(operation);

        // A consumer is known by its own ARN, or by its stream and name; one that is registered now is not there yet.
        boolean ofConsumer = members.contains("ConsumerARN");
        boolean ofStream = members.contains("StreamName") || members.contains("StreamARN");
        assertThat(request instanceof ConsumerAddressed).isEqualTo(ofConsumer);
        assertThat(request instanceof StreamAddressed).isEqualTo(ofStream && !ofConsumer);
        assertThat(request instanceof ResourceAddressed).isEqualTo(members.contains("ResourceARN"));
        assertThat(request instanceof DryRunnable).isEqualTo(members.contains("DryRun"));
        assertThat(request instanceof TagSetting).isEqualTo(members.contains("Tags"));
        assertThat(request instanceof TagRemoving).isEqualTo(members.contains("TagKeys"));
    }

    /** One that goes on with a list of a stream's, and need not name the stream again, is about the stream in its token. */
    @ParameterizedTest
    @EnumSource
    void aTokenSaysWhatARequestIsAboutThatNeedNotSayItItself(Operation operation) {
        KinesisRequest request = decode(operation, golden(operation));
        List<String> members = members(operation);

        boolean ofList = members.contains("NextToken")
                && request instanceof StreamAddressed
                && MODEL.get(operation.wireName()).get("required").isEmpty();
        assertThat(request instanceof TokenAddressed).isEqualTo(members.contains("ShardIterator") || ofList);
    }

    @ParameterizedTest
    @EnumSource
    void aRequestIsReadForItsOwnOperation(Operation operation) {
        assertThat(decode(operation, golden(operation)).operation()).isEqualTo(operation);
    }

    @ParameterizedTest
    @EnumSource
    void aRateOfEachStreamIsOfRequestsThatNameOne(Operation operation) {
        KinesisRequest request = decode(operation, golden(operation));

        assertThat(!operation.callRate().ofEachStream()
                        || request instanceof StreamAddressed
                        || request instanceof ConsumerAddressed)
                .isTrue();
    }

    private static List<String> members(Operation operation) {
        return List.copyOf(MODEL.get(operation.wireName()).get("members").propertyNames());
    }

    private static ObjectNode golden(Operation operation) {
        return (ObjectNode) JSON.readTree(GoldenFiles.read(operation.wireName(), "request", WireFormat.JSON));
    }

    private static KinesisRequest decode(Operation operation, ObjectNode body) {
        byte[] bytes = JSON.writeValueAsBytes(body);
        return RequestDecoder.decode(operation, WireFormat.JSON, bytes, 0, bytes.length)
                .request();
    }
}
