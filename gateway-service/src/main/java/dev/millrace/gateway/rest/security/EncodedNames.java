package dev.millrace.gateway.rest.security;

import java.util.Set;
import java.util.stream.Stream;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Lets names in the paths of resources have any character in its encoded form: a tag's key may be {@code kubernetes.io/name}, and
 * a stream may be called {@code ..}. Spring Security's own firewall takes all that for an attack, as it could be where a path is
 * decoded before it is taken apart. Here the order is the other one, for rules and resources alike; what a path means
 * otherwise is refused: empty and dot segments, which proxies resolve, and parameters.
 */
final class EncodedNames implements ServerWebExchangeFirewall {
    private static final String RESOURCES = "/v1/";
    private static final Set<String> RESOLVED = Set.of("", ".", "..");

    private final ServerWebExchangeFirewall others = new StrictServerWebExchangeFirewall();

    @Override
    public Mono<ServerWebExchange> getFirewalledExchange(ServerWebExchange exchange) {
        String path = exchange.getRequest().getURI().getRawPath();
        if (!path.startsWith(RESOURCES)) {
            return others.getFirewalledExchange(exchange);
        }
        return isPlain(path)
                ? Mono.just(exchange)
                : Mono.error(new ServerExchangeRejectedException("The path is not in its plain form."));
    }

    private static boolean isPlain(String path) {
        boolean hasParameters = path.indexOf(';') >= 0;
        return !hasParameters && Stream.of(path.substring(1).split("/")).noneMatch(RESOLVED::contains);
    }
}
