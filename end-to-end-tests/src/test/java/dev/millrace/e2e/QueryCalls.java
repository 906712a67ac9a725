package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.stack.Access;
import dev.millrace.signing.sigv4.RequestSigner;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls IAM as the account itself, form by form: its SDK for Java is not among the libraries that the build can have. */
final class QueryCalls {
    private final Access access;
    private final RequestSigner signer;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    QueryCalls(Access access) {
        this.access = access;
        this.signer = new RequestSigner(
                access.accessKeyId(), access.secretAccessKey(), access.region().id(), "iam");
    }

    /** An answer's status and XML. */
    record Answer(int status, String xml) {
        String element(String name) {
            Matcher matcher = Pattern.compile("<" + name + ">([^<]*)<").matcher(xml);
            assertThat(matcher.find()).as(xml).isTrue();
            return matcher.group(1);
        }
    }

    /** The answer to a call that must succeed. */
    Answer done(String action, String... members) throws IOException, InterruptedException {
        Answer answer = call(action, members);
        assertThat(answer.status()).as(answer.xml()).isEqualTo(200);
        return answer;
    }

    /** @param members names and values in turn */
    Answer call(String action, String... members) throws IOException, InterruptedException {
        StringBuilder form = new StringBuilder("Version=2010-05-08&Action=").append(action);
        for (int i = 0; i < members.length; i += 2) {
            form.append('&').append(members[i]).append('=').append(encoded(members[i + 1]));
        }
        byte[] body = form.toString().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = signer.sign(
                "POST",
                "/",
                "",
                Map.of(
                        "Host",
                        access.endpoint().getAuthority(),
                        "Content-Type",
                        "application/x-www-form-urlencoded; charset=utf-8"),
                body,
                Instant.now());
        HttpRequest.Builder request = HttpRequest.newBuilder(access.endpoint())
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach((name, value) -> {
            if (!name.equals("Host")) { // the client's own affair
                request.header(name, value);
            }
        });
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
