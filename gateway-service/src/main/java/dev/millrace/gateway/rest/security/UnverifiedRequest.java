package dev.millrace.gateway.rest.security;

import dev.millrace.gateway.request.ReceivedRequest;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A request that says it is signed. */
final class UnverifiedRequest extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient ReceivedRequest request;

    UnverifiedRequest(ReceivedRequest request) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.request = request;
    }

    ReceivedRequest request() {
        return request;
    }

    @Override
    public Object getPrincipal() {
        return "unverified";
    }

    @Override
    public Object getCredentials() {
        return "";
    }
}
