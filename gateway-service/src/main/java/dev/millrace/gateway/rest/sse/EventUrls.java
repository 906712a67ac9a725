package dev.millrace.gateway.rest.sse;

import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.caller.SessionTokens;
import dev.millrace.protocol.message.Operation;
import dev.millrace.signing.Principal;
import dev.millrace.signing.Principal.SessionScope;
import dev.millrace.signing.RequestSigner;
import dev.millrace.stream.ConsumerArn;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.springframework.web.util.UriUtils;

/**
 * Makes URLs for clients that cannot send headers, as a browser's EventSource cannot. They are presigned with temporary credentials of
 * the caller, whose secret nobody gets to know: such a URL reads the events of one consumer and does nothing else. It holds for
 * what the caller may do when it is used.
 */
final class EventUrls {
    /** Between getting one and using it; somebody who finds it in a log or in a history is late. */
    static final Duration VALIDITY = Duration.ofMinutes(5);

    /** What was begun with a URL ends with the session that it is signed by. */
    private static final Duration LONGEST_FOLLOWING = Duration.ofHours(12);

    private static final byte[] NO_BODY = {};

    private final SessionTokens sessions;
    private final String region;
    private final Clock clock;

    EventUrls(SessionTokens sessions, String region, Clock clock) {
        this.sessions = sessions;
        this.region = region;
        this.clock = clock;
    }

    /**
     * A URL for a caller.
     *
     * @param events of the consumer: of all shards, or of one
     * @param base whom the caller spoke to: scheme and authority
     * @param query of the URL, unsigned
     */
    EventUrl of(Requester requester, ConsumerArn consumer, String events, URI base, Map<String, String> query) {
        Principal caller = requester.principal();
        Instant now = clock.instant();
        Duration validity = validity(requester, now);
        Instant expiresAt = now.plus(validity);
        SessionTokens.Issued session = sessions.issue(
                caller.accountId(), caller.id(), scope(caller, consumer), end(requester, now), requester.mark());
        String path = "/v1/streams/" + consumer.stream().name() + "/consumers/" + consumer.name() + events;
        String signed = new RequestSigner(session.accessKeyId(), session.secretAccessKey(), region, Operation.SERVICE)
                .presign(
                        "GET",
                        path,
                        encoded(query, session.token()),
                        Map.of("Host", base.getRawAuthority()),
                        NO_BODY,
                        now,
                        validity);
        return new EventUrl(base.getScheme() + "://" + base.getRawAuthority() + path + "?" + signed, expiresAt);
    }

    /** With the caller's own session or token, if that is sooner. */
    private static Instant end(Requester requester, Instant now) {
        Instant longest = now.plus(LONGEST_FOLLOWING);
        return requester.endsAt().filter(longest::isAfter).orElse(longest);
    }

    /** Not longer than the caller's own session. */
    private static Duration validity(Requester requester, Instant now) {
        return requester
                .endsAt()
                .map(end -> Duration.ofSeconds(
                        Math.max(1, Duration.between(now, end).toSeconds())))
                .filter(left -> left.compareTo(VALIDITY) < 0)
                .orElse(VALIDITY);
    }

    /**
     * What the session may do at most. Policies of one session add up, so one that has its own keeps just those: the signature
     * limits the URL in any case, and this one would let in where those no longer do.
     */
    private SessionScope scope(Principal caller, ConsumerArn consumer) {
        SessionScope own = caller.session().orElse(new SessionScope("", List.of(), Map.of()));
        List<String> policies = own.policies().isEmpty() ? List.of(onlyToSubscribe(consumer)) : own.policies();
        return new SessionScope(own.name(), policies, own.tags());
    }

    /** With the keys of encrypted records, as far as Kinesis uses them for the reader. */
    private String onlyToSubscribe(ConsumerArn consumer) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"%s"},\
                {"Effect":"Allow","Action":"kms:Decrypt","Resource":"*",\
                "Condition":{"StringEquals":{"kms:ViaService":"kinesis.%s.amazonaws.com"}}}]}""".formatted(Operation.SUBSCRIBE_TO_SHARD.action(), consumer, region);
    }

    private static String encoded(Map<String, String> query, String token) {
        StringJoiner all = new StringJoiner("&");
        query.forEach((name, value) -> all.add(name + "=" + UriUtils.encode(value, StandardCharsets.UTF_8)));
        return all.add("X-Amz-Security-Token=" + UriUtils.encode(token, StandardCharsets.UTF_8))
                .toString();
    }
}
