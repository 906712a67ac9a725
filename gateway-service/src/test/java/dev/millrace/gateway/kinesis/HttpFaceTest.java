package dev.millrace.gateway.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.gateway.memory.RunningGateway;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer of the AWS face looks like: headers, formats, and what a browser is told. */
class HttpFaceTest {
    private static final String JSON = "application/x-amz-json-1.1";
    private static final String CBOR = "application/x-amz-cbor-1.1";

    @TempDir
    private static Path directory;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(directory);
        gateway.call("CreateStream", "{\"StreamName\":\"orders\",\"ShardCount\":2}");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void everyAnswerNamesItsRequest() {
        HttpResponse<String> answer = gateway.call("ListStreams", "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-amzn-RequestId"))
                .get()
                .asString()
                .matches("[0-9a-f-]{36}");
        assertThat(answer.headers().firstValue("x-amz-id-2")).get().asString().hasSize(96);
        assertThat(answer.headers().firstValue("Content-Type")).contains(JSON);
        assertThat(ZonedDateTime.parse(
                        answer.headers().firstValue("Date").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME))
                .as("SDKs set their clock by it")
                .isCloseTo(ZonedDateTime.now(ZoneOffset.UTC), within(1, ChronoUnit.MINUTES));
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.body()).contains("\"StreamNames\":[\"orders\"]");
    }

    @Test
    void anAnswerHasTheRequestsFormat() {
        byte[] emptyMap = {(byte) 0xbf, (byte) 0xff};

        HttpResponse<String> answer = gateway.send(gateway.signed("ListStreams", CBOR, emptyMap));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(CBOR);
        assertThat((int) answer.body().charAt(0)).isNotEqualTo('{');
    }

    @Test
    void anOperationWithoutOutputHasAnEmptyBody() {
        HttpResponse<String> answer = gateway.call("CreateStream", "{\"StreamName\":\"empty\",\"ShardCount\":1}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        gateway.call("DeleteStream", "{\"StreamName\":\"empty\"}");
    }

    @Test
    void aBrowserIsToldWhatItMayRead() {
        HttpResponse<String> answer =
                gateway.send(gateway.signed("ListStreams", JSON, "{}".getBytes(StandardCharsets.UTF_8))
                        .header("Origin", "http://a"));

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                .contains("x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date");
    }

    @Test
    void aPreflightIsAnsweredWithoutCredentials() {
        HttpResponse<String> answer = gateway.send(HttpRequest.newBuilder(gateway.endpoint())
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "http://a")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,x-amz-target"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).contains("172800");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).contains("authorization,x-amz-target");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("POST");
        assertThat(answer.headers().firstValue("x-amz-id-2")).isEmpty();
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"})
    void onlyPostsAreOfTheApi(String method) {
        HttpResponse<String> answer = gateway.send(
                HttpRequest.newBuilder(gateway.endpoint()).method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("x-amz-id-2")).isPresent();
        assertThat(answer.body())
                .isEqualTo(
                        method.equals("HEAD")
                                ? ""
                                : "<AccessDeniedException>\n"
                                        + "  <Message>Unable to determine service/operation name to be authorized</Message>\n"
                                        + "</AccessDeniedException>\n");
    }
}
