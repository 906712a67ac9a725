package dev.millrace.gateway.iam.sts;

import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.caller.SessionTokens;
import dev.millrace.identity.IdentityErrorType;
import dev.millrace.identity.IdentityException;
import dev.millrace.internal.sts.v1.GetSessionTokenRequest;
import dev.millrace.internal.sts.v1.GetSessionTokenResult;
import dev.millrace.signing.Principal;
import dev.millrace.signing.Principal.SessionScope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Temporary credentials for the caller, with what it may do by itself.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html">GetSessionToken</a>
 */
final class UserSessions {
    private static final Duration LONGEST = Duration.ofHours(36);
    private static final Duration USUAL = Duration.ofHours(12);
    private static final Duration LONGEST_OF_ROOT = Duration.ofHours(1);

    private final SessionTokens tokens;
    private final Clock clock;

    UserSessions(SessionTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    GetSessionTokenResult begin(Requester requester, GetSessionTokenRequest request) {
        Principal caller = requester.principal();
        if (caller.session().isPresent()) {
            throw new IdentityException(
                    IdentityErrorType.ACCESS_DENIED, "Cannot call GetSessionToken with session credentials");
        }
        Duration length =
                request.hasDurationSeconds() ? SessionLength.require(request.getDurationSeconds(), LONGEST) : USUAL;
        if (caller.root() && length.compareTo(LONGEST_OF_ROOT) > 0) {
            length = LONGEST_OF_ROOT;
        }
        return GetSessionTokenResult.newBuilder()
                .setCredentials(StsMessages.toMessage(tokens.issue(
                        caller.accountId(),
                        caller.id(),
                        new SessionScope("", List.of(), Map.of()),
                        clock.instant().plus(length),
                        requester.mark())))
                .build();
    }
}
