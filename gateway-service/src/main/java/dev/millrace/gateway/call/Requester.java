package dev.millrace.gateway.call;

import dev.millrace.gateway.request.RequestOrigin;
import dev.millrace.signing.credentials.Principal;

/** Who asks, once it is known, and from where. */
public record Requester(Principal principal, RequestOrigin origin) {}
