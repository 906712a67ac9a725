package dev.millrace.e2e.access;

import dev.millrace.e2e.stack.Access;
import dev.millrace.signing.RequestSigner;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/** Somebody with credentials, who tries calls in the faces that there are. */
final class Visitor implements AutoCloseable {
    private static final String DENIED = "AccessDeniedException";
    /** Let in, and then told that the place was taken a moment ago. */
    private static final String IN_USE = "ResourceInUseException";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Access access;
    private final AwsCredentials credentials;
    private final KinesisAsyncClient kinesis;

    Visitor(Access access, AwsCredentials credentials) {
        this.access = access;
        this.credentials = credentials;
        this.kinesis = KinesisAsyncClient.builder()
                .endpointOverride(access.endpoint())
                .region(access.region())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP2))
                .build();
    }

    /** Whether the call is let through by the AWS face; any other error than a refusal is one of the test. */
    boolean mayBySdk(Call call, Call.Subjects subjects) {
        try {
            call.bySdk(kinesis, subjects).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException failure) {
            return isLetIn(codeOf(failure));
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(call.name(), e);
        }
    }

    private static String codeOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsServiceException refused) {
                return refused.awsErrorDetails().errorCode();
            }
        }
        throw new AssertionError("no answer of the service", failure);
    }

    private static boolean isLetIn(String error) {
        if (!error.equals(DENIED) && !error.equals(IN_USE)) {
            throw new AssertionError("refused for another reason: " + error);
        }
        return error.equals(IN_USE);
    }

    /** The same over REST, or by server-sent events. */
    boolean mayByHttp(Call call, Call.Subjects subjects) {
        try {
            return send(call, subjects);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(call.name(), e);
        }
    }

    private boolean send(Call call, Call.Subjects subjects) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                http.send(request(call, call.path(subjects)), BodyHandlers.ofInputStream());
        try (InputStream answer = response.body()) {
            if (response.statusCode() / 100 == 2) {
                return true;
            }
            String problem = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            if (response.statusCode() != 403 || !problem.contains(DENIED)) {
                throw new AssertionError("refused for another reason: " + response.statusCode() + " " + problem);
            }
            return false;
        }
    }

    private HttpRequest request(Call call, String path) {
        byte[] body = call.body().orElse("").getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", access.endpoint().getAuthority());
        if (credentials instanceof AwsSessionCredentials session) {
            headers.put("X-Amz-Security-Token", session.sessionToken());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(access.endpoint() + path))
                .timeout(PATIENCE)
                .method(call.method(), BodyPublishers.ofByteArray(body));
        new RequestSigner(
                        credentials.accessKeyId(),
                        credentials.secretAccessKey(),
                        access.region().id(),
                        "kinesis")
                .sign(call.method(), path, "", headers, body, Instant.now())
                .forEach((name, value) -> {
                    if (!name.equals("Host")) { // the client's own affair
                        request.header(name, value);
                    }
                });
        return call.body().isEmpty()
                ? request.build()
                : request.header("Content-Type", "application/json").build();
    }

    @Override
    public void close() {
        kinesis.close();
    }
}
