package dev.millrace.e2e.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.stack.Access;
import dev.millrace.signing.RequestSigner;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Calls IAM form by form: its SDK for Java is not among the libraries that the build can have. */
public final class QueryCalls {
    private final Access access;
    private final RequestSigner signer;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public QueryCalls(Access access, AwsCredentials credentials) {
        this.access = access;
        this.signer = new RequestSigner(
                credentials.accessKeyId(),
                credentials.secretAccessKey(),
                access.region().id(),
                "iam");
        headers.put("Host", access.endpoint().getAuthority());
        headers.put("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        if (credentials instanceof AwsSessionCredentials session) {
            headers.put("X-Amz-Security-Token", session.sessionToken());
        }
    }

    /** An answer's status and XML. */
    public record Answer(int status, String xml) {
        public String element(String name) {
            Matcher matcher = Pattern.compile("<" + name + ">([^<]*)<").matcher(xml);
            assertThat(matcher.find()).as(xml).isTrue();
            return matcher.group(1);
        }
    }

    /** The answer to a call that must succeed. */
    public Answer done(String action, String... members) throws IOException, InterruptedException {
        Answer answer = call(action, members);
        assertThat(answer.status()).as(answer.xml()).isEqualTo(200);
        return answer;
    }

    /** @param members names and values in turn */
    public Answer call(String action, String... members) throws IOException, InterruptedException {
        StringBuilder form = new StringBuilder("Version=2010-05-08&Action=").append(action);
        for (int i = 0; i < members.length; i += 2) {
            form.append('&').append(members[i]).append('=').append(encoded(members[i + 1]));
        }
        byte[] body = form.toString().getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(access.endpoint())
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signer.sign("POST", "/", "", headers, body, Instant.now()).forEach((name, value) -> {
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
