package dev.millrace.gateway.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.signing.RequestSigner;
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

/** What callers of KMS are asked to be allowed, as far as no key has to be there. */
class KmsAccessTest {
    private static final String WITH_TAGS = "{\"Tags\":[{\"TagKey\":\"team\",\"TagValue\":\"shop\"}]}";

    @TempDir
    private static Path files;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(files);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void whoCreatesAKeyWithTagsMayTagIt() {
        caller("CREATOR", "{\"Effect\": \"Allow\", \"Action\": \"kms:CreateKey\", \"Resource\": \"*\"}");
        caller("TAGGER", """
                {"Effect": "Allow", "Action": "kms:CreateKey", "Resource": "*"},
                {"Effect": "Allow", "Action": "kms:TagResource", "Resource": "arn:aws:kms:*:000000000000:key/*"}""");

        assertThat(createKey("CREATOR", WITH_TAGS).body())
                .contains("AccessDeniedException")
                .contains("kms:TagResource on resource: arn:aws:kms:us-east-1:000000000000:key/");
        assertThat(createKey("CREATOR", "{}").body()).doesNotContain("AccessDenied");
        assertThat(createKey("TAGGER", WITH_TAGS).body()).doesNotContain("AccessDenied");
    }

    @Test
    void aDenyByWhatAllKeysAreHolds() {
        caller("BOUND", """
                {"Effect": "Allow", "Action": "kms:*", "Resource": "*"},
                {"Effect": "Deny", "Action": "kms:*", "Resource": "*",
                 "Condition": {"StringEquals": {"kms:KeyOrigin": "AWS_KMS"}}}""");

        assertThat(createKey("BOUND", "{}").body()).contains("with an explicit deny");
    }

    private static void caller(String name, String statements) {
        gateway.directory.putUser(name, statements);
        gateway.awaitKnown("AIDA" + name);
    }

    private static HttpResponse<String> createKey(String user, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1:" + gateway.httpPort());
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", "TrentService.CreateKey");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.endpoint()).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        new RequestSigner(user, user, RunningGateway.REGION, "kms")
                .sign("POST", "/", "", headers, body, Instant.now())
                .forEach((name, value) -> {
                    if (!name.equals("Host")) { // the client's own affair
                        request.header(name, value);
                    }
                });
        return gateway.send(request);
    }
}
