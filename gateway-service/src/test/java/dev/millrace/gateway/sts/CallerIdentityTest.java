package dev.millrace.gateway.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.signing.sigv4.RequestSigner;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        HttpResponse<String> answer = send("Action=GetCallerIdentity", RunningGateway.SECRET_KEY, "kinesis");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("UnknownOperationException");
    }

    private static HttpResponse<String> ask(String form, String secret) {
        return send(form, secret, "sts");
    }

    private static HttpResponse<String> send(String form, String secret, String service) {
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1:" + gateway.httpPort());
        headers.put("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        Map<String, String> signed = new RequestSigner(
                        RunningGateway.ACCESS_KEY, secret, RunningGateway.REGION, service)
                .sign("POST", "/", "", headers, body, Instant.now());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.endpoint()).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signed.forEach((name, value) -> {
            if (!name.equals("Host")) {
                request.header(name, value);
            }
        });
        return gateway.send(request);
    }
}
