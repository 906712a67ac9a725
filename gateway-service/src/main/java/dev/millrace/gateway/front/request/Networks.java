package dev.millrace.gateway.front.request;

import dev.millrace.policy.IpAddress;
import dev.millrace.policy.IpNetwork;
import java.util.List;

/** Some networks, each {@code address/bits} or a single address. */
public record Networks(List<IpNetwork> networks) {
    public static final Networks NONE = new Networks(List.of());

    public Networks {
        networks = List.copyOf(networks);
    }

    /**
     * Reads them from settings.
     *
     * @throws IllegalArgumentException if one is malformed
     */
    public static Networks parse(List<String> texts) {
        return new Networks(texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> IpNetwork.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(text + " is no network, as 10.0.0.0/8 is")))
                .toList());
    }

    public boolean isEmpty() {
        return networks.isEmpty();
    }

    public boolean contains(IpAddress address) {
        for (IpNetwork network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
