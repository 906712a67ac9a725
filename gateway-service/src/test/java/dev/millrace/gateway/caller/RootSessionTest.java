package dev.millrace.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.front.transfer.FairCache;
import dev.millrace.policy.AccessDecision;
import dev.millrace.policy.AccessRequest;
import dev.millrace.policy.RequestContext;
import dev.millrace.seal.TokenSeal;
import dev.millrace.signing.Credential;
import dev.millrace.signing.KeyMark;
import dev.millrace.signing.Principal;
import dev.millrace.signing.Principal.SessionScope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a session of the account itself may do, and when it ends. */
class RootSessionTest {
    private static final String ACCOUNT = "000000000000";
    private static final String STREAM = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";
    private static final String ONLY_TO_READ = """
            {"Version": "2012-10-17", "Statement": [{
              "Effect": "Allow", "Action": "kinesis:SubscribeToShard", "Resource": "%s/consumer/page:1"}]}""".formatted(STREAM);

    private final IdentityMirror mirror =
            new IdentityMirror(new IdentityMessages(new TokenSeal("secret", "test")), time -> {});
    private final SessionTokens tokens = new SessionTokens("secret", Clock.systemUTC());
    private final Credential root = root("AKROOT", "the first secret");

    @Test
    void itIsNoMoreThanItsPolicy() {
        Credential session = session(new SessionScope("", List.of(ONLY_TO_READ), Map.of()), root);

        assertThat(decide(session, "kinesis:SubscribeToShard", STREAM + "/consumer/page:1"))
                .isEqualTo(AccessDecision.ALLOWED);
        assertThat(decide(session, "kinesis:PutRecord", STREAM))
                .isEqualTo(AccessDecision.NOT_ALLOWED_BY_SESSION_POLICY);
    }

    @Test
    void withoutAPolicyItIsTheRoot() {
        Credential session = session(new SessionScope("", List.of(), Map.of()), root);

        assertThat(session.principal().session()).isPresent();
        assertThat(decide(session, "kinesis:PutRecord", STREAM)).isEqualTo(AccessDecision.ALLOWED);
    }

    @Test
    void itEndsWithTheKeyAlsoIfAnotherHasItsId() {
        SessionTokens.Issued issued = issue(new SessionScope("", List.of(), Map.of()), root.mark());

        assertThat(find(issued, root)).isPresent();
        assertThat(find(issued, root("AKOTHER", "the first secret"))).isEmpty();
        assertThat(find(issued, root("AKROOT", "the second secret"))).isEmpty();
    }

    private Credential session(SessionScope scope, Credential current) {
        return find(issue(scope, current.mark()), current).orElseThrow();
    }

    private SessionTokens.Issued issue(SessionScope scope, Optional<KeyMark> madeBy) {
        return tokens.issue(ACCOUNT, ACCOUNT, scope, Instant.now().plusSeconds(900), madeBy);
    }

    private Optional<Credential> find(SessionTokens.Issued issued, Credential current) {
        return new IdentityCredentials(current, mirror, tokens).find(issued.accessKeyId(), Optional.of(issued.token()));
    }

    private AccessDecision decide(Credential session, String action, String resource) {
        AccessRights rights = new PrincipalRights(mirror, new FairCache<>(1_000_000)).of(session.principal());
        return AccessDecision.of(
                new AccessRequest(rights.caller(), action, resource, ACCOUNT, Instant.now(), RequestContext.none()),
                rights.policies());
    }

    private static Credential root(String id, String secret) {
        return Credential.lasting(id, secret, Principal.rootOf(ACCOUNT));
    }
}
