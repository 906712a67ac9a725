package dev.millrace.cassandra.access;

import java.net.InetAddress;
import java.security.cert.Certificate;
import org.apache.cassandra.auth.IInternodeAuthenticator;
import org.jspecify.annotations.Nullable;

/**
 * Refuses every other node. Who is believed to be one may write any row and join the ring; a node alone has no others, but it
 * listens for them all the same, as Cassandra has no setting for that. It talks to itself without a connection.
 */
public final class NoPeersAuthenticator implements IInternodeAuthenticator {
    @Override
    public boolean authenticate(
            InetAddress peer, int port, Certificate @Nullable [] certificates, InternodeConnectionDirection direction) {
        return false;
    }

    @Override
    public void validateConfiguration() {
        // There is nothing to choose.
    }
}
