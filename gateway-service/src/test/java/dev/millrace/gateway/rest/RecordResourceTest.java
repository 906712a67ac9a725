package dev.millrace.gateway.rest;

import static dev.millrace.gateway.rest.RestSecurityTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.RunningGateway;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records over REST: what is put comes back, in the form that is asked for, from the shard or the key that is asked for. */
class RecordResourceTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String NDJSON = "application/x-ndjson";

    @TempDir
    private static Path directory;

    private static RunningGateway gateway;
    private static RestClient rest;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(directory);
        rest = new RestClient(gateway);
        rest.send("POST", "/v1/streams", "{\"name\":\"orders\",\"shardCount\":4}");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "text   | \"hello, wörld\" | \"hello, wörld\" | text",
                "json   | {\"a\": [1, 2.50, 1e400]} | {\"a\": [1, 2.50, 1e400]} | json",
                "json   | 12345678901234567890123 | 12345678901234567890123 | json",
                "json   | \"not {json\" | \"not {json\" | text",
                "base64 | \"hello\" | \"aGVsbG8=\" | base64",
            })
    void whatIsPutAsJsonComesBack(String as, String data, String expected, String form) {
        String key = "key of " + data.hashCode();
        HttpResponse<String> put = rest.send(
                "POST", "/v1/streams/orders/records", "{\"partitionKey\":\"" + key + "\",\"data\":" + data + "}");
        assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
        assertThat(put.body()).containsPattern("\\{\"shardId\":\"shardId-\\d{12}\",\"sequenceNumber\":\"\\d{56}\"}");

        HttpResponse<String> read =
                rest.get("/v1/streams/orders/records?as=" + as + "&partitionKey=" + key.replace(" ", "%20"));

        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        assertThat(read.body()).contains("\"data\":" + expected).contains("\"as\":\"" + form + "\"");
    }

    @Test
    void aBodyOfTextIsTheData() {
        HttpResponse<String> put =
                rest.send("POST", "/v1/streams/orders/records?partitionKey=plain", "text/plain", "just text");
        assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
        gateway.send(rest.signed(
                "POST",
                "/v1/streams/orders/records",
                Map.of("Content-Type", "application/octet-stream", "Millrace-Partition-Key", "plain"),
                "\u0001\u0002"));

        JsonNode page = JSON.readTree(
                rest.get("/v1/streams/orders/records?partitionKey=plain").body());

        assertThat(page.get("records").get(0).get("data").asString()).isEqualTo("just text");
        assertThat(page.get("records").get(1).get("data").asString()).isEqualTo("AQI=");
        assertThat(page.get("records").get(1).get("as").asString()).isEqualTo("base64");
        assertThat(page.get("millisBehindLatest").asLong()).isZero();
    }

    @Test
    void aReaderFollowsTheIterator() {
        rest.send("POST", "/v1/streams", "{\"name\":\"pages\",\"shardCount\":1}");
        rest.send("POST", "/v1/streams/pages/records", NDJSON, lines(10));

        JsonNode first = JSON.readTree(rest.get("/v1/streams/pages/shards/shardId-000000000000/records?limit=4")
                .body());
        JsonNode second = JSON.readTree(rest.get("/v1/streams/pages/records?limit=4&iterator="
                        + first.get("next").asString())
                .body());

        assertThat(data(first)).containsExactly("0", "1", "2", "3");
        assertThat(data(second)).containsExactly("4", "5", "6", "7");
        String third = second.get("records").get(3).get("sequenceNumber").asString();
        JsonNode after = JSON.readTree(rest.get(
                        "/v1/streams/pages/records?shardId=shardId-000000000000&from=after_sequence_number&sequenceNumber="
                                + third)
                .body());
        assertThat(data(after)).containsExactly("8", "9");
    }

    @Test
    void linesArePutInTheirOrderAndAnsweredInTheirOrder() {
        rest.send("POST", "/v1/streams", "{\"name\":\"lines\",\"shardCount\":1}");

        HttpResponse<String> answer = rest.send("POST", "/v1/streams/lines/records", NDJSON, lines(1200));

        List<JsonNode> results = results(answer);
        assertThat(results).hasSize(1200);
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).get("line").asInt()).isEqualTo(i + 1);
            assertThat(results.get(i).get("sequenceNumber").asString()).hasSize(56);
        }
        JsonNode page = JSON.readTree(rest.get("/v1/streams/lines/records?shardId=shardId-000000000000&limit=2000")
                .body());
        assertThat(data(page))
                .containsExactlyElementsOf(
                        IntStream.range(0, 1200).mapToObj(String::valueOf).toList());
    }

    @Test
    void aBadLineGetsItsOwnErrorAndStopsNobody() {
        String body = """
                {"partitionKey":"a","data":"one"}

                {"partitionKey":"a","data":
                {"partitionKey":"","data":"no key"}
                {"partitionKey":"a","data":"two","colour":"red"}
                {"partitionKey":"a","data":"%%%","as":"base64"}
                {"partitionKey":"a","data":"three"}""";

        List<JsonNode> results = results(rest.send("POST", "/v1/streams/orders/records", NDJSON, body));

        assertThat(results).extracting(result -> result.get("line").asInt()).containsExactly(1, 3, 4, 5, 6, 7);
        assertThat(results)
                .extracting(result -> result.has("error") ? result.get("error").asString() : "stored")
                .containsExactly(
                        "stored",
                        "SerializationException",
                        "ValidationException",
                        "SerializationException",
                        "SerializationException",
                        "stored");
        assertThat(results.get(2).get("detail").asString()).contains("Value '' at 'partitionKey'");
    }

    @Test
    void aRecordTooLargeForTheStreamIsItsLinesErrorOnly() {
        String body = "{\"partitionKey\":\"a\",\"data\":\"small\"}\n{\"partitionKey\":\"a\",\"data\":\""
                + "x".repeat(1024 * 1024 + 1) + "\"}\n{\"partitionKey\":\"a\",\"data\":\"small too\"}\n";

        List<JsonNode> all = results(rest.send("POST", "/v1/streams/orders/records", NDJSON, body));
        List<JsonNode> failed = results(rest.send("POST", "/v1/streams/orders/records?results=failed", NDJSON, body));

        assertThat(all).extracting(result -> result.has("error")).containsExactly(false, true, false);
        assertThat(failed).extracting(result -> result.get("line").asInt()).containsExactly(2);
    }

    @Test
    void linesForNoStreamAreOneProblem() {
        HttpResponse<String> answer = rest.send("POST", "/v1/streams/nowhere/records", NDJSON, lines(3));

        assertProblem(answer, 404, "ResourceNotFoundException");
    }

    @Test
    void constraintsAreThoseOfTheOtherFace() {
        assertProblem(
                rest.send(
                        "POST",
                        "/v1/streams/orders/records",
                        "{\"partitionKey\":\"" + "k".repeat(257) + "\",\"data\":1}"),
                400,
                "ValidationException");
        assertProblem(rest.get("/v1/streams/orders/records?iterator=nonsense"), 400, "InvalidArgumentException");
        assertProblem(
                rest.get("/v1/streams/orders/records?shardId=shardId-000000000009"), 404, "ResourceNotFoundException");
        assertProblem(rest.get("/v1/streams/orders/records?partitionKey=a&from=now"), 400, "ValidationException");
        assertProblem(rest.get("/v1/streams/orders/records?partitionKey=a&as=xml"), 400, "ValidationException");
        assertProblem(rest.get("/v1/streams/orders/records"), 400, "ValidationException");
        assertProblem(rest.get("/v1/streams/nowhere/records?partitionKey=a"), 404, "ResourceNotFoundException");
    }

    @Test
    void anIteratorOfAnotherStreamIsRefused() {
        rest.send("POST", "/v1/streams", "{\"name\":\"other\",\"shardCount\":1}");
        String next = JSON.readTree(rest.get("/v1/streams/other/shards/shardId-000000000000/records")
                        .body())
                .get("next")
                .asString();

        assertThat(rest.get("/v1/streams/orders/records?iterator=" + next).statusCode())
                .isEqualTo(400);
    }

    @Test
    void shardsAreListedAndDescribed() {
        JsonNode page =
                JSON.readTree(rest.get("/v1/streams/orders/shards?limit=3").body());
        JsonNode rest2 = JSON.readTree(rest.get("/v1/streams/orders/shards?nextToken="
                        + page.get("nextToken").asString())
                .body());

        assertThat(page.get("shards")).hasSize(3);
        assertThat(rest2.get("shards")).hasSize(1);
        JsonNode last = JSON.readTree(
                rest.get("/v1/streams/orders/shards/shardId-000000000003").body());
        assertThat(last).isEqualTo(rest2.get("shards").get(0));
        assertThat(last.get("endingHashKey").asString()).isEqualTo("340282366920938463463374607431768211455");
        assertProblem(rest.get("/v1/streams/orders/shards/shardId-000000000004"), 404, "ResourceNotFoundException");
        assertProblem(rest.get("/v1/streams/orders/shards/nonsense"), 404, "ResourceNotFoundException");
        assertThat(rest.get("/v1/streams/orders/shards?filter=at_latest").statusCode())
                .isEqualTo(200);
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"partitionKey\":\"key-" + i % 7 + "\",\"data\":\"" + i + "\"}\n")
                .collect(Collectors.joining());
    }

    private static List<JsonNode> results(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().map(JSON::readTree).toList();
    }

    private static List<String> data(JsonNode page) {
        List<String> data = new ArrayList<>();
        page.get("records").forEach(record -> data.add(record.get("data").asString()));
        return data;
    }
}
