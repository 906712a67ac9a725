package dev.millrace.gateway.rest;

import static dev.millrace.gateway.rest.RestSecurityTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.gateway.memory.SameHash;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams over REST, and what callers are told of requests that make no sense. */
class StreamResourceTest {
    @TempDir
    private static Path directory;

    private static RunningGateway gateway;
    private static RestClient rest;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(directory);
        rest = new RestClient(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aStreamIsCreatedDescribedListedAndDeleted() {
        HttpResponse<String> created = rest.send("POST", "/v1/streams", "{\"name\":\"life\",\"shardCount\":3}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).hasValue("/v1/streams/life");

        HttpResponse<String> described = rest.get("/v1/streams/life");
        assertThat(described.statusCode()).as(described.body()).isEqualTo(200);
        assertThat(described.body())
                .contains("\"name\":\"life\"")
                .contains("\"arn\":\"arn:aws:kinesis:us-east-1:000000000000:stream/life\"")
                .contains("\"openShardCount\":3")
                .contains("\"retentionHours\":24")
                .containsPattern("\"createdAt\":\"\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\"")
                .doesNotContain("null");
        assertThat(rest.get("/v1/streams").body()).contains("\"name\":\"life\"");

        assertThat(rest.delete("/v1/streams/life").statusCode()).isEqualTo(204);
        assertProblem(rest.get("/v1/streams/life"), 404, "ResourceNotFoundException");
    }

    @Test
    void aNameThatIsTakenIsAConflict() {
        rest.send("POST", "/v1/streams", "{\"name\":\"taken\",\"shardCount\":1}");

        HttpResponse<String> again = rest.send("POST", "/v1/streams", "{\"name\":\"taken\",\"shardCount\":1}");

        assertProblem(again, 409, "ResourceInUseException");
    }

    @Test
    void constraintsAreThoseOfTheOtherFace() {
        HttpResponse<String> answer = rest.send("POST", "/v1/streams", "{\"name\":\"not a name\",\"shardCount\":0}");

        assertProblem(answer, 400, "ValidationException");
        assertThat(answer.body())
                .contains("2 validation errors detected")
                .contains("Value 'not a name' at 'streamName' failed to satisfy constraint");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"s\",\"shards\":1} | unknown member shards; known are maxRecordSizeInKib, mode, name",
                "{\"name\":\"s\",\"shardCount\":\"many\"} | The member shardCount does not have the type",
                "{\"name\":\"s\" | The body is not JSON (line 1, column",
                "[] | The body is not what is expected here",
                "{} {} | not",
            })
    void aBodyThatCannotBeReadIsExplained(String body, String detail) {
        HttpResponse<String> answer = rest.send("POST", "/v1/streams", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .contains(detail)
                .doesNotContain("dev.millrace")
                .doesNotContain("Exception");
    }

    /** Thousands of names of one hash would be compared with each other. */
    @Test
    void aBodyOfThousandsOfTagsIsRefused() {
        String tags = IntStream.range(0, 32_000)
                .mapToObj(i -> "\"" + SameHash.text(i) + "\":\"\"")
                .collect(Collectors.joining(",", "{", "}"));

        HttpResponse<String> answer = rest.send("POST", "/v1/streams", "{\"name\":\"tagged\",\"tags\":" + tags + "}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("The member tags does not have the type or form that is expected.");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/nothing-like-this, 404",
        "GET, /v1/streams/a/b/c/d/e, 404",
        "PUT, /v1/streams, 405",
        "GET, /v1/streams?limit=many, 400",
        "GET, /v1/streams/%00, 400",
        "GET, /v1/streams/%F0%9F, 400",
    })
    void whatIsNotThereIsAProblemToo(String method, String path, int status) {
        HttpResponse<String> answer = method.equals("GET") ? rest.get(path) : rest.send(method, path, "{}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aScalingPolicyIsAMemberOfItsStreamThatNullRemoves() {
        rest.send("POST", "/v1/streams", "{\"name\":\"scaling\",\"shardCount\":1}");
        String policy = "\"scalingPolicy\":{\"scaleUpAbove\":0.8,\"scaleDownBelow\":0.0,\"upAfterSeconds\":60,"
                + "\"downAfterSeconds\":900,\"coolOffSeconds\":300,\"minShards\":1,\"maxShards\":4}";

        HttpResponse<String> patched =
                rest.send("PATCH", "/v1/streams/scaling", "{\"scalingPolicy\":{\"scaleUpAbove\":0.8,\"maxShards\":4}}");
        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
        assertThat(patched.body()).contains(policy);
        assertThat(rest.send("PATCH", "/v1/streams/scaling", "{}").body()).contains(policy);

        assertThat(rest.send("PATCH", "/v1/streams/scaling", "{\"scalingPolicy\":null}")
                        .body())
                .doesNotContain("scalingPolicy");
        assertProblem(rest.get("/v1/streams/scaling/scaling-policy"), 404, "ResourceNotFoundException");
        assertThat(rest.send("PATCH", "/v1/streams/scaling", "{\"scalingPolicy\":{\"maxShards\":4}}")
                        .body())
                .contains("The member scalingPolicy.scaleUpAbove does not have");
    }

    @Test
    void anotherContentTypeIsRefused() {
        HttpResponse<String> answer = rest.send("POST", "/v1/streams", "application/xml", "<stream/>");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scaleDownBelow\":0.2,\"maxShards\":4} | The member scaleUpAbove does not have",
                "{\"scaleUpAbove\":0.5} | The member maxShards does not have",
                "{\"scaleUpAbove\":\"half\",\"maxShards\":4} | The member scaleUpAbove does not have",
                "{\"scaleUpAbove\":0.5,\"maxShards\":4,\"minutes\":3} | unknown member minutes",
            })
    void aScalingPolicyThatCannotBeReadIsExplained(String policy, String detail) {
        HttpResponse<String> answer = rest.send("PUT", "/v1/streams/any/scaling-policy", policy);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(detail);
    }
}
