package dev.millrace.e2e.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.stack.Access;
import dev.millrace.signing.RequestSigner;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Looks up events, by CloudTrail's API and by REST: its SDK for Java is not among the libraries that the build can have. */
public final class TrailCalls {
    private static final String TARGET = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents";

    private final Access access;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public TrailCalls(Access access) {
        this.access = access;
    }

    /** The management events with a value of an attribute, as JSON. */
    public String lookUp(String attribute, String value) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", TARGET);
        return send("POST", "/", "", headers, "cloudtrail", """
                {"LookupAttributes": [{"AttributeKey": "%s", "AttributeValue": "%s"}]}""".formatted(attribute, value));
    }

    /** What REST answers to a signed GET. */
    public String get(String path, String query) {
        return send("GET", path, query, new LinkedHashMap<>(), "kinesis", "");
    }

    private String send(
            String method, String path, String query, Map<String, String> headers, String service, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        headers.put("Host", access.endpoint().getAuthority());
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        access.endpoint().resolve(query.isEmpty() ? path : path + "?" + query))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        new RequestSigner(
                        access.accessKeyId(),
                        access.secretAccessKey(),
                        access.region().id(),
                        service)
                .sign(method, path, query, headers, body, Instant.now())
                .forEach((name, value) -> {
                    if (!name.equals("Host")) { // the client's own affair
                        request.header(name, value);
                    }
                });
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
