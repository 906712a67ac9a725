package dev.millrace.gateway.rest.security;

import dev.millrace.protocol.error.KinesisException;
import java.util.Optional;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Somebody who is known, and asks for metrics or for the details of health. */
final class MetricsReader extends AbstractAuthenticationToken {
    /** Of those who may. Actuator asks for it as well, before it shows details ({@code management.endpoint.health.roles}). */
    static final String AUTHORITY = "operator";

    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient Optional<KinesisException> refusal;

    /** @param refusal why not, for somebody who may not */
    MetricsReader(String name, Optional<KinesisException> refusal) {
        super(refusal.isPresent() ? AuthorityUtils.NO_AUTHORITIES : AuthorityUtils.createAuthorityList(AUTHORITY));
        this.name = name;
        this.refusal = refusal;
        setAuthenticated(true);
    }

    Optional<KinesisException> refusal() {
        return refusal;
    }

    @Override
    public String getPrincipal() {
        return name;
    }

    /** They were needed to find out who calls, and are kept nowhere. */
    @Override
    public Object getCredentials() {
        return "";
    }
}
