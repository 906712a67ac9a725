package dev.millrace.gateway.cloudtrail;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.gateway.access.Decider;
import dev.millrace.gateway.access.ProtectedResource;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.streams.MetadataCalls;
import dev.millrace.gateway.streams.NextTokens;
import dev.millrace.internal.audit.v1.AuditLogGrpc;
import dev.millrace.internal.audit.v1.AuditLogGrpc.AuditLogStub;
import dev.millrace.internal.audit.v1.LogPosition;
import dev.millrace.internal.audit.v1.LookUpEventsReply;
import dev.millrace.internal.audit.v1.LookUpEventsRequest;
import dev.millrace.policy.RequestContext;
import dev.millrace.protocol.error.AccessErrors;
import dev.millrace.protocol.error.KinesisException;
import io.grpc.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Looks up events of the caller's account, for callers that may {@code cloudtrail:LookupEvents}: the one way, for every face. */
public final class Lookups {
    private static final String ACTION = "cloudtrail:LookupEvents";

    /** As far back as there can be events. */
    private static final Duration REACH = Duration.ofDays(366);

    private static final int MOST = 50;

    private final AuditLogStub log;
    private final MetadataCalls calls;
    private final Decider decider;
    private final NextTokens tokens;
    private final Clock clock;

    Lookups(Channel metadataService, MetadataCalls calls, Decider decider, NextTokens tokens, Clock clock) {
        this.log = AuditLogGrpc.newStub(metadataService);
        this.calls = calls;
        this.decider = decider;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A page of what is found; a TrailException if the look-up makes no sense, an AccessDeniedException if it may not be. */
    public Mono<LookupPage> find(Requester requester, Lookup lookup) {
        return Mono.defer(() -> {
            authorize(requester);
            String account = requester.principal().accountId();
            LookUpEventsRequest request = toRequest(account, lookup);
            return calls.<AuditLogStub, LookUpEventsRequest, LookUpEventsReply>make(log, stub -> stub::lookUp, request)
                    .map(reply -> new LookupPage(
                            reply.getEventsList(),
                            reply.hasNext() ? Optional.of(toToken(account, reply.getNext())) : Optional.empty()));
        });
    }

    private void authorize(Requester requester) {
        String account = requester.principal().accountId();
        if (!requester.isItself(account)) {
            decider.require(
                    requester,
                    ACTION,
                    ProtectedResource.anything(account),
                    RequestContext.none(),
                    AccessErrors::denied);
        }
    }

    private LookUpEventsRequest toRequest(String account, Lookup lookup) {
        int most = lookup.most().orElse(MOST);
        if (most < 1 || most > MOST) {
            throw TrailException.invalidMaxResults(MOST);
        }
        Instant now = clock.instant();
        Instant from = lookup.from().orElse(now.minus(REACH));
        Instant until = lookup.until().orElse(now);
        if (from.isAfter(until)) {
            throw TrailException.invalidTimeRange();
        }
        LookUpEventsRequest.Builder request = LookUpEventsRequest.newBuilder()
                .setAccountId(account)
                .setManagement(lookup.management())
                .setFromMillis(later(from, now.minus(REACH)).toEpochMilli())
                .setUntilMillis(until.isAfter(now) ? now.toEpochMilli() : until.toEpochMilli())
                .setMost(most);
        lookup.attributes().forEach((attribute, value) -> attribute.set(request, value));
        lookup.nextToken().ifPresent(token -> request.setAfter(toPosition(account, token)));
        return request.build();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Whose token it is says the token itself: another account's is none. */
    private String toToken(String account, LogPosition position) {
        return tokens.issue(account + " " + HexFormat.of().formatHex(position.toByteArray()));
    }

    private LogPosition toPosition(String account, String token) {
        try {
            String[] parts = tokens.open(token).split(" ", 2);
            if (parts.length < 2 || !parts[0].equals(account)) {
                throw TrailException.invalidNextToken();
            }
            return LogPosition.parseFrom(HexFormat.of().parseHex(parts[1]));
        } catch (KinesisException | InvalidProtocolBufferException invalid) {
            throw TrailException.invalidNextToken();
        }
    }
}
