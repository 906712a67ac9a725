package dev.millrace.gateway.rest.security;

import dev.millrace.gateway.rest.problem.Problems;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.SignatureErrors;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Tells callers why they are not let in, and by what they would be.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750: the challenge of bearer tokens</a>
 */
final class RefusalWriter {
    private static final String SIGNATURE = "AWS4-HMAC-SHA256";
    private static final String TOKEN = "Bearer";
    private static final String INVALID_TOKEN = "Bearer error=\"invalid_token\"";

    private final Problems problems;
    private final boolean tokensAccepted;

    RefusalWriter(Problems problems, boolean tokensAccepted) {
        this.problems = problems;
        this.tokensAccepted = tokensAccepted;
    }

    Mono<Void> write(ServerWebExchange exchange, AuthenticationException refused) {
        boolean ofToken = refused instanceof RefusedAuthenticationException known && known.isOfToken();
        KinesisException error = refused instanceof RefusedAuthenticationException known
                ? known.error()
                : SignatureErrors.missingToken();
        HttpHeaders headers = exchange.getResponse().getHeaders();
        if (ofToken && error.type() == ErrorType.UNRECOGNIZED_CLIENT) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, INVALID_TOKEN);
        } else if (tokensAccepted && error.type() == ErrorType.MISSING_AUTHENTICATION_TOKEN) {
            headers.put(HttpHeaders.WWW_AUTHENTICATE, List.of(SIGNATURE, TOKEN));
        }
        return problems.write(exchange, error);
    }
}
