package dev.millrace.gateway.rest.security;

import dev.millrace.gateway.caller.Requester;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A caller whose signature or token was verified. What it may do is decided call by call, so there are no authorities. */
public final class KnownCaller extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Requester requester;

    KnownCaller(Requester requester) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.requester = requester;
        setAuthenticated(true);
    }

    @Override
    public Requester getPrincipal() {
        return requester;
    }

    /** They were needed to find out who calls, and are kept nowhere. */
    @Override
    public Object getCredentials() {
        return "";
    }
}
