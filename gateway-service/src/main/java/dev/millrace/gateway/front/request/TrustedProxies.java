package dev.millrace.gateway.front.request;

import dev.millrace.gateway.front.request.ForwardedHeader.Hop;
import dev.millrace.policy.IpAddress;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose word is taken for whom they speak for. The way back from the connection is followed from proxy to proxy
 * for as long as each is one of these: what stands before that in the header, its client may have written itself.
 *
 * @param networks of the proxies; of none by default
 * @param header where they say it
 */
public record TrustedProxies(Networks networks, ForwardedHeader header) {
    public static final TrustedProxies NONE = new TrustedProxies(Networks.NONE, ForwardedHeader.X_FORWARDED);

    /** More than any sane chain has; a longer one is not followed, and then tells nothing. */
    private static final int MOST_PROXIES = 16;

    /**
     * Who sent a request that came by a connection.
     *
     * @param direct who is at the connection's other end, and counts where no other is known
     */
    Sender senderOf(Sender direct, HttpHeaders headers) {
        if (networks.isEmpty() || !networks.contains(direct.address())) {
            return direct;
        }
        List<Hop> hops = header.hops(headers);
        int last = Math.max(0, hops.size() - MOST_PROXIES);
        for (int i = hops.size() - 1; i >= last; i--) {
            Hop hop = hops.get(i);
            Optional<IpAddress> from = hop.from();
            if (from.isEmpty()) {
                return direct;
            }
            if (i == 0 || !networks.contains(from.get())) {
                return new Sender(from.get(), isSecure(hop, direct));
            }
        }
        return direct;
    }

    private static boolean isSecure(Hop hop, Sender direct) {
        return hop.protocol()
                .map(protocol -> protocol.equalsIgnoreCase("https"))
                .orElse(direct.secure());
    }

    /**
     * The other end of a connection.
     *
     * @param secure whether it is encrypted
     * @param session of the encryption, unless that is not known: yet, or because a proxy only says that there is one
     */
    public record Sender(
            IpAddress address, boolean secure, @Nullable TlsSession session) {
        public Sender(IpAddress address, boolean secure) {
            this(address, secure, null);
        }

        Sender over(TlsSession known) {
            return new Sender(address, secure, known);
        }
    }
}
