package dev.millrace.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.front.transfer.FairCache;
import dev.millrace.internal.identity.v1.Identity;
import dev.millrace.internal.identity.v1.IdentityChange;
import dev.millrace.internal.identity.v1.RoleIdentity;
import dev.millrace.seal.TokenSeal;
import dev.millrace.signing.Principal.SessionScope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which tags a session of a role has. */
class SessionTagsTest {
    private static final String ROLE = "AROAAAAAAAAAAAAAROLEA";

    private final IdentityMirror mirror =
            new IdentityMirror(new IdentityMessages(new TokenSeal("secret", "test")), time -> {});

    @Test
    void oneOfTheSessionTakesThePlaceOfTheRolesWhateverItsCase() {
        mirror.learn(IdentityChange.newBuilder()
                .setChanged(Identity.newBuilder()
                        .setId(ROLE)
                        .setAccountId("000000000000")
                        .setName("reader")
                        .setPath("/")
                        .putTags("Team", "red")
                        .putTags("Site", "north")
                        .setRole(RoleIdentity.newBuilder().setTrustPolicy("""
                                {"Statement": [{"Effect": "Deny", "Action": "sts:*", "Principal": "*"}]}""")))
                .build());
        KnownIdentity.Role role = (KnownIdentity.Role) mirror.find(ROLE).orElseThrow();
        SessionScope session = new SessionScope("work", List.of(), Map.of("team", "blue"));

        assertThat(new PrincipalRights(mirror, new FairCache<>(1_000_000))
                        .of(role.principal(session))
                        .caller()
                        .tags()
                        .values())
                .containsExactlyInAnyOrder("blue", "north");
    }
}
