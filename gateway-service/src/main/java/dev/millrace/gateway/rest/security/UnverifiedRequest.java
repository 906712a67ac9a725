package dev.millrace.gateway.rest.security;

import dev.millrace.gateway.front.request.ReceivedRequest;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A request that says it is signed. */
final class UnverifiedRequest extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient ReceivedRequest request;
    private final String requestId;

    UnverifiedRequest(ReceivedRequest request, String requestId) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.request = request;
        this.requestId = requestId;
    }

    ReceivedRequest request() {
        return request;
    }

    String requestId() {
        return requestId;
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
