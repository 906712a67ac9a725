package dev.millrace.cassandra.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.apache.cassandra.auth.IInternodeAuthenticator.InternodeConnectionDirection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoPeersAuthenticatorTest {
    @ParameterizedTest
    @EnumSource
    void refusesEveryNodeOfThisMachineToo(InternodeConnectionDirection direction) {
        assertThat(new NoPeersAuthenticator().authenticate(InetAddress.getLoopbackAddress(), 7000, null, direction))
                .isFalse();
    }
}
