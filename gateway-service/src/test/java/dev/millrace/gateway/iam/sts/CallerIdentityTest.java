package dev.millrace.gateway.iam.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.iam.QueryClient;
import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.signing.RequestSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code aws sts get-caller-identity} and the Kinesis Producer Library are told. */
class CallerIdentityTest {
    @TempDir
    private static Path directory;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(directory);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aSignedCallerLearnsWhoItIs() {
        HttpResponse<String> answer = ask("Action=GetCallerIdentity&Version=2011-06-15", RunningGateway.SECRET_KEY);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml");
        assertThat(answer.body())
                .contains("<Arn>arn:aws:iam::000000000000:root</Arn>")
                .contains("<Account>000000000000</Account>")
                .contains("<RequestId>"
                        + answer.headers().firstValue("x-amzn-RequestId").orElseThrow() + "</RequestId>");
    }

    @Test
    void aLoginTokenIsAPresignedGetThatMayAskForJson() {
        String host = "127.0.0.1:" + gateway.httpPort();
        String query = new RequestSigner(
                        RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY, RunningGateway.REGION, "sts")
                .presign(
                        "GET",
                        "/",
                        "Action=GetCallerIdentity&Version=2011-06-15",
                        Map.of("Host", host, "x-k8s-aws-id", "a-cluster"),
                        new byte[0],
                        Instant.now(),
                        Duration.ofMinutes(1));
        URI uri = URI.create("http://" + host + "/?" + query);

        HttpResponse<String> answer = gateway.send(
                HttpRequest.newBuilder(uri).header("x-k8s-aws-id", "a-cluster").header("Accept", "application/json"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"GetCallerIdentityResponse\":{\"GetCallerIdentityResult\":{"
                        + "\"Arn\":\"arn:aws:iam::000000000000:root\",\"UserId\":\"000000000000\","
                        + "\"Account\":\"000000000000\"},"
                        + "\"ResponseMetadata\":{\"RequestId\":\""
                        + answer.headers().firstValue("x-amzn-RequestId").orElseThrow() + "\"}}}");
        HttpResponse<String> ofAnotherCluster = gateway.send(HttpRequest.newBuilder(uri)
                .header("x-k8s-aws-id", "another-cluster")
                .header("Accept", "application/json"));
        assertThat(ofAnotherCluster.statusCode()).isEqualTo(403);
        assertThat(ofAnotherCluster.body()).startsWith("{\"Error\":{\"Code\":\"SignatureDoesNotMatch\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void theParametersMayBeInTheQuery(String method) {
        String host = "127.0.0.1:" + gateway.httpPort();
        String query = "Action=GetCallerIdentity&Version=2011-06-15";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + host + "/?" + query))
                .method(method, HttpRequest.BodyPublishers.noBody());
        new RequestSigner(RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY, RunningGateway.REGION, "sts")
                .sign(method, "/", query, Map.of("Host", host), new byte[0], Instant.now())
                .forEach((name, value) -> {
                    if (!name.equals("Host")) { // the client's own affair
                        request.header(name, value);
                    }
                });

        HttpResponse<String> answer = gateway.send(request);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml");
        assertThat(answer.body()).contains("<Arn>arn:aws:iam::000000000000:root</Arn>");
    }

    @Test
    void aWrongSecretIsRefusedUnderTheQueryProtocolsName() {
        HttpResponse<String> answer = ask("Action=GetCallerIdentity&Version=2011-06-15", "another secret");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>").contains("<Type>Sender</Type>");
    }

    @Test
    void anUnknownActionIsNamedInTheErrorAndCannotBreakItsXml() {
        HttpResponse<String> answer = ask("Action=%3Cb%3E", RunningGateway.SECRET_KEY);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>InvalidAction</Code>").contains("&lt;b&gt;");
    }

    @Test
    void aFormThatIsSignedForKinesisIsNotTaken() {
        HttpResponse<String> answer = QueryClient.root(gateway).send("Action=GetCallerIdentity", "kinesis", Map.of());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Unable to determine service/operation name to be authorized");
    }

    private static HttpResponse<String> ask(String form, String secret) {
        return new QueryClient(gateway, RunningGateway.ACCESS_KEY, secret).sts(form);
    }
}
