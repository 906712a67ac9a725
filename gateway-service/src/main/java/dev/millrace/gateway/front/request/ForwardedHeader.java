package dev.millrace.gateway.front.request;

import dev.millrace.policy.IpAddress;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/**
 * In which headers the proxies before a listener say whom they speak for. It is one of the two and not whichever is there: a
 * proxy replaces or extends what it knows, and lets the other pass as a client has made it up.
 */
public enum ForwardedHeader {
    /** {@code X-Forwarded-For} and {@code X-Forwarded-Proto}. */
    X_FORWARDED {
        @Override
        List<Hop> hops(HttpHeaders headers) {
            // It has one value for the whole way, or one of each proxy; the last is of the one that we know.
            List<String> protocols = ForwardedElements.split(headers.getAll("X-Forwarded-Proto"));
            Optional<String> protocol = protocols.isEmpty()
                    ? Optional.empty()
                    : Optional.of(protocols.get(protocols.size() - 1).strip());
            return ForwardedElements.split(headers.getAll("X-Forwarded-For")).stream()
                    .map(node -> new Hop(ForwardedElements.address(node.strip()), protocol))
                    .toList();
        }
    },

    /** {@code Forwarded}. */
    FORWARDED {
        @Override
        List<Hop> hops(HttpHeaders headers) {
            return ForwardedElements.splitUnquoted(headers.getAll("Forwarded"), ',').stream()
                    .map(ForwardedElements::hop)
                    .toList();
        }
    };

    /** From the one farthest away to the one that is nearest. */
    abstract List<Hop> hops(HttpHeaders headers);

    /**
     * What one proxy says of who spoke to it.
     *
     * @param from empty if it does not say, or not legibly
     * @param protocol that was spoken
     */
    record Hop(Optional<IpAddress> from, Optional<String> protocol) {}
}
