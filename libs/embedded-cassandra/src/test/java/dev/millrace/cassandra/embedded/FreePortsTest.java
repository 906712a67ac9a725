package dev.millrace.cassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    /** Chosen blindly, two of so many would be the same in all but one of a thousand runs. */
    private static final int MANY = 500;

    @Test
    void noPortIsGivenTwiceThoughNobodyHasOpenedItYet() {
        assertThat(IntStream.range(0, MANY).mapToObj(i -> FreePorts.next(InetAddress.getLoopbackAddress())))
                .doesNotHaveDuplicates();
    }

    @Test
    void aPortThatWasPromisedIsGivenToNobody() {
        IntStream.range(15_000, 32_000).filter(port -> port % 2 == 0).forEach(FreePorts::promise);

        assertThat(IntStream.range(0, MANY).map(i -> FreePorts.next(InetAddress.getLoopbackAddress())))
                .allMatch(port -> port % 2 == 1);
    }
}
