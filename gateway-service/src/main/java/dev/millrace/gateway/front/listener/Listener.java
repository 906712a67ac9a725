package dev.millrace.gateway.front.listener;

import dev.millrace.gateway.front.request.Networks;
import dev.millrace.gateway.front.request.TrustedProxies;
import dev.millrace.policy.IpAddress;
import java.util.Optional;
import java.util.Set;

/**
 * A place where the gateway listens, and for whom.
 *
 * @param allowed who may connect; everybody, if empty
 * @param proxies whose word is taken for whom they speak for
 * @param proxyProtocol whether every connection is one of a proxy, and begins with who its client is
 */
record Listener(
        String name,
        String address,
        int port,
        Networks allowed,
        TrustedProxies proxies,
        boolean proxyProtocol,
        Set<ServedFace> faces) {
    private static final String ENDPOINT = "vpce-";

    boolean admits(IpAddress client) {
        return allowed.isEmpty() || allowed.contains(client);
    }

    /** The name under which policies know it, as they know the interface endpoints of a VPC by their ids. */
    Optional<String> endpoint() {
        return name.startsWith(ENDPOINT) ? Optional.of(name) : Optional.empty();
    }

    boolean serves(ServedFace face) {
        return faces.contains(face);
    }
}
