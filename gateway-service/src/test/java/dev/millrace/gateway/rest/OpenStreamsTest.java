package dev.millrace.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.memory.MemoryCatalog;
import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.gateway.memory.RunningIssuer;
import dev.millrace.internal.consumer.v1.FollowEvent;
import dev.millrace.internal.identity.v1.Identity;
import dev.millrace.internal.identity.v1.Permissions;
import dev.millrace.internal.identity.v1.RoleIdentity;
import dev.millrace.internal.identity.v1.UserIdentity;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.internal.sts.v1.SessionGrant;
import dev.millrace.seal.TokenSeal;
import dev.millrace.signing.RequestSigner;
import dev.millrace.stream.RecordIndex;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** Subscriptions, event streams and streams of lines end with what their callers were let in by: each kind of it, each kind of stream. */
class OpenStreamsTest {
    /** Five seconds are promised, of which a slow machine may make more. */
    private static final Duration SOON = Duration.ofSeconds(25);

    /** Long enough for all streams to be open before. */
    private static final Duration SHORT_LIFE = Duration.ofSeconds(8);

    private static final String UNKNOWN = "UnrecognizedClientException";
    private static final String ALL = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kinesis:*", "Resource": "*"}]}""";
    private static final String TRUSTS_NOBODY = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "sts:AssumeRole", "Principal": "*"}]}""";
    private static final String FOLLOW = "GET /v1/streams/orders/consumers/page/events";
    private static final AtomicLong VERSIONS = new AtomicLong();

    @TempDir
    private static Path files;

    private static RunningIssuer issuer;
    private static RunningGateway gateway;
    private static String consumerArn;
    private final List<Opened> open = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        issuer = new RunningIssuer(files.resolve("issuer"));
        gateway = new RunningGateway(
                files.resolve("gateway"),
                "millrace.bearer.issuer=" + issuer.name(),
                "millrace.bearer.audience=millrace",
                "millrace.bearer.testing.clock-skew=0s",
                "millrace.bearer.rules[0].claim=sub",
                "millrace.bearer.rules[0].value=lasting",
                "millrace.bearer.rules[0].role=lasting",
                "millrace.bearer.rules[1].claim=sub",
                "millrace.bearer.rules[1].value=doomed",
                "millrace.bearer.rules[1].role=doomed");
        gateway.catalog.put(MemoryCatalog.stream("orders", 1));
        String registered = gateway.call(
                        "RegisterStreamConsumer",
                        "{\"StreamARN\":\"arn:aws:kinesis:us-east-1:000000000000:stream/orders\",\"ConsumerName\":\"page\"}")
                .body();
        Matcher arn = Pattern.compile("\"ConsumerARN\":\"([^\"]+)\"").matcher(registered);
        assertThat(arn.find()).as(registered).isTrue();
        consumerArn = arn.group(1);
        gateway.consumers.push(Flux.just(SubscriptionEvent.newBuilder()
                        .setNextIndex(RecordIndex.firstOf(1))
                        .build())
                .concatWith(Flux.never()));
        gateway.consumers.follow(
                Flux.just(FollowEvent.newBuilder().addBegun(0).build()).concatWith(Flux.never()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.close();
    }

    @AfterEach
    void hangUp() {
        open.forEach(Opened::close);
    }

    @Test
    void withTheAccessKeyThatIsTurnedOff() {
        user("AIDAOFF", "off", ALL, true);
        openAll(key("off"));

        user("AIDAOFF", "off", ALL, false);

        assertAllEndWith(UNKNOWN);
    }

    @Test
    void withTheUser() {
        user("AIDAGOES", "goes", ALL, true);
        openAll(key("goes"));

        gateway.directory.remove("AIDAGOES");

        assertAllEndWith(UNKNOWN);
    }

    @Test
    void withTheRight() {
        user("AIDALESS", "less", ALL, true);
        Caller caller = key("less");
        open.add(subscription(caller));
        open.add(events(caller));
        open.forEach(Opened::awaitBegun);

        user("AIDALESS", "less", ALL.replace("Allow", "Deny"), true);

        assertAllEndWith("AccessDeniedException");
    }

    @Test
    void withTheRoleOfASession() {
        role("AROAGOES", "goes");
        openAll(session("AROAGOES", Duration.ofHours(1)));

        gateway.directory.remove("AROAGOES");

        assertAllEndWith(UNKNOWN);
    }

    @Test
    void withTheRoleThatATokenStandsFor() {
        role("AROAAAAAAAAAAAADOOMED", "doomed");
        Caller caller = bearer("doomed", Duration.ofMinutes(5));
        open.add(events(caller));
        open.add(lines(caller));
        open.forEach(Opened::awaitBegun);

        gateway.directory.remove("AROAAAAAAAAAAAADOOMED");

        assertAllEndWith("AccessDeniedException");
    }

    @Test
    void withTheTimeOfASessionAndOfAToken() {
        role("AROAAAAAAAAAAAAALASTS", "lasting");
        openAll(session("AROAAAAAAAAAAAAALASTS", SHORT_LIFE));
        List<Opened> ofSession = List.copyOf(open);
        Caller bearer = bearer("lasting", SHORT_LIFE);
        List<Opened> ofToken = List.of(events(bearer), lines(bearer));
        open.addAll(ofToken);
        open.forEach(Opened::awaitBegun);

        ofSession.forEach(stream -> stream.assertEndsWith("ExpiredTokenException", SHORT_LIFE.plus(SOON)));
        ofToken.forEach(stream -> stream.assertEndsWith(UNKNOWN, SOON));
    }

    private void openAll(Caller caller) {
        open.addAll(List.of(subscription(caller), events(caller), lines(caller)));
        open.forEach(Opened::awaitBegun);
    }

    private void assertAllEndWith(String error) {
        open.forEach(stream -> stream.assertEndsWith(error, SOON));
    }

    /** Adds to the headers of a request what makes its sender known. */
    private interface Caller {
        Map<String, String> known(String method, String path, Map<String, String> headers, byte[] body);
    }

    private static Caller key(String name) {
        return signed("AKIA" + name, "secret of " + name);
    }

    private static Caller signed(String accessKeyId, String secret) {
        return (method, path, headers, body) -> new RequestSigner(accessKeyId, secret, RunningGateway.REGION, "kinesis")
                .sign(method, path, "", headers, body, Instant.now());
    }

    private static Caller session(String roleId, Duration life) {
        SessionGrant grant = SessionGrant.newBuilder()
                .setAccessKeyId("ASIA" + roleId)
                .setSecretAccessKey("secret of a session")
                .setExpiresSeconds(Instant.now().plus(life).getEpochSecond())
                .setAccountId("000000000000")
                .setPrincipalId(roleId)
                .setSessionName("work")
                .setIssuersToken(true)
                .build();
        String token = new TokenSeal(RunningGateway.CLUSTER_SECRET, "session-token").seal(grant.toByteArray());
        Caller signer = signed(grant.getAccessKeyId(), grant.getSecretAccessKey());
        return (method, path, headers, body) -> {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put("X-Amz-Security-Token", token);
            return signer.known(method, path, all, body);
        };
    }

    private static Caller bearer(String subject, Duration life) {
        String token = issuer.token(claims -> claims.subject(subject)
                .audience(List.of("millrace"))
                .expiresAt(Instant.now().plus(life)));
        return (method, path, headers, body) -> {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put("Authorization", "Bearer " + token);
            return all;
        };
    }

    private static Opened subscription(Caller caller) {
        byte[] body = ("{\"ConsumerARN\":\"" + consumerArn
                        + "\",\"ShardId\":\"shardId-000000000000\",\"StartingPosition\":{\"Type\":\"LATEST\"}}")
                .getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Amz-Target", "Kinesis_20131202.SubscribeToShard");
        headers.put("Content-Type", "application/x-amz-json-1.1");
        return new Opened(caller, "POST /", headers, body, body, "Content-Length: " + body.length, "initial-response");
    }

    private static Opened events(Caller caller) {
        return new Opened(caller, FOLLOW, Map.of(), new byte[0], new byte[0], "Accept: */*", ": alive");
    }

    /** A body that has only begun. */
    private static Opened lines(Caller caller) {
        String line = "{\"partitionKey\":\"a\",\"data\":\"1\"}\n";
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/x-ndjson");
        headers.put("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD");
        byte[] chunk = (Integer.toHexString(line.length()) + "\r\n" + line + "\r\n").getBytes(StandardCharsets.UTF_8);
        return new Opened(
                caller,
                "POST /v1/streams/orders/records",
                headers,
                new byte[0],
                chunk,
                "Transfer-Encoding: chunked",
                "sequenceNumber");
    }

    /** A request whose answer goes on. */
    private static final class Opened {
        private final Socket socket;
        private final String begun;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();

        Opened(
                Caller caller,
                String methodAndPath,
                Map<String, String> headers,
                byte[] signedBody,
                byte[] sent,
                String more,
                String begun) {
            this.begun = begun;
            String[] target = methodAndPath.split(" ", 2);
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put("Host", "127.0.0.1:" + gateway.httpPort());
            StringBuilder head = new StringBuilder(methodAndPath).append(" HTTP/1.1\r\n");
            caller.known(target[0], target[1], all, signedBody)
                    .forEach((name, value) ->
                            head.append(name).append(": ").append(value).append("\r\n"));
            head.append(more).append("\r\n\r\n");
            try {
                socket = new Socket("127.0.0.1", gateway.httpPort());
                socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().write(sent);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String text() {
            try {
                InputStream in = socket.getInputStream();
                byte[] buffer = new byte[Math.max(1, in.available())];
                if (in.available() > 0) {
                    received.write(buffer, 0, in.read(buffer));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return received.toString(StandardCharsets.ISO_8859_1);
        }

        void awaitBegun() {
            await().untilAsserted(() -> assertThat(text()).contains("200 OK").contains(begun));
        }

        /** The last chunk says that the answer ends there, as it should. */
        void assertEndsWith(String error, Duration within) {
            await().atMost(within)
                    .untilAsserted(() -> assertThat(text()).contains(error).endsWith("\r\n0\r\n\r\n"));
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void user(String id, String name, String policy, boolean withKey) {
        UserIdentity.Builder user = UserIdentity.newBuilder()
                .setPermissions(Permissions.newBuilder().putInline("own", policy));
        if (withKey) {
            user.addKeys(gateway.directory.key("AKIA" + name, "secret of " + name));
        }
        gateway.directory.put(identity(id, name).setUser(user).build());
        gateway.awaitKnown(id);
    }

    private static void role(String id, String name) {
        gateway.directory.put(identity(id, name)
                .setRole(RoleIdentity.newBuilder()
                        .setPermissions(Permissions.newBuilder().putInline("own", ALL))
                        .setTrustPolicy(TRUSTS_NOBODY)
                        .setMaxSessionSeconds(3600))
                .build());
        gateway.awaitKnown(id);
    }

    private static Identity.Builder identity(String id, String name) {
        return Identity.newBuilder()
                .setId(id)
                .setAccountId("000000000000")
                .setName(name)
                .setPath("/")
                .setVersion(VERSIONS.incrementAndGet());
    }
}
