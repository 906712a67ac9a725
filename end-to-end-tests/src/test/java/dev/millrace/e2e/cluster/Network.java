package dev.millrace.e2e.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * The network between the members of the cluster and their clients, which can be slow, and can lose a member. Each server is
 * reached through it: what members tell each other of their addresses are addresses of the network's own. Bytes of a member that
 * is cut off wait, as a kernel would keep them and send them again; nobody is told that there is nobody.
 */
final class Network implements AutoCloseable {
    private final SourceProcesses sources;
    private final Queue<Link> links = new ConcurrentLinkedQueue<>();
    private final Set<String> cutOff = ConcurrentHashMap.newKeySet();
    private final Map<String, Duration> slow = new ConcurrentHashMap<>();

    Network(Supplier<List<Member>> members) {
        this.sources = new SourceProcesses(members);
    }

    /** From now on a member's server is reached there. */
    void open(String member, InetSocketAddress reachedAt, InetSocketAddress server) throws IOException {
        links.add(new Link(this, sources, member, reachedAt, server));
    }

    /** No byte comes to the member or from it any more. */
    void cutOff(Member member) {
        cutOff.add(member.name());
    }

    /** Every byte to the member and from it takes so much longer. */
    void slowDown(Member member, Duration delay) {
        slow.put(member.name(), delay);
    }

    /** Ends both. */
    void repair(Member member) {
        cutOff.remove(member.name());
        slow.remove(member.name());
    }

    boolean isCut(String from, String to) {
        return cutOff.contains(from) || cutOff.contains(to);
    }

    Duration delay(String from, String to) {
        return slow.getOrDefault(from, slow.getOrDefault(to, Duration.ZERO));
    }

    @Override
    public void close() {
        links.forEach(Link::close);
    }
}
