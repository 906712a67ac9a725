package dev.millrace.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @Property(tries = 500)
    void version4IsReadAsByTheJdk(@ForAll @Size(4) byte[] bytes) throws UnknownHostException {
        IpAddress address = IpAddress.parse(InetAddress.getByAddress(bytes).getHostAddress())
                .orElseThrow();

        assertThat(address.isVersion4()).isTrue();
        assertThat((int) address.low()).isEqualTo(ByteBuffer.wrap(bytes).getInt());
    }

    @Property(tries = 500)
    void version6IsReadAsByTheJdk(@ForAll @Size(16) byte[] bytes) throws UnknownHostException {
        IpAddress address = IpAddress.parse(InetAddress.getByAddress(bytes).getHostAddress())
                .orElseThrow();

        assertThat(address)
                .isEqualTo(new IpAddress(
                        ByteBuffer.wrap(bytes).getLong(0),
                        ByteBuffer.wrap(bytes).getLong(8)));
    }

    @Property(tries = 500)
    void theAddressOfASocketIsThatOfItsText(@ForAll @Size(16) byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);

        assertThat(IpAddress.of(address))
                .isEqualTo(IpAddress.parse(address.getHostAddress()).orElseThrow());
        assertThat(IpAddress.of(address)).hasToString(address.getHostAddress());
    }

    @Property(tries = 500)
    void aNetworkHoldsExactlyThoseThatBeginAsItDoes(
            @ForAll long high,
            @ForAll long low,
            @ForAll @IntRange(max = 128) int bits,
            @ForAll @IntRange(max = 127) int flipped) {
        IpAddress address = new IpAddress(high, low);
        IpAddress other = flipped < 64
                ? new IpAddress(high ^ Long.MIN_VALUE >>> flipped, low)
                : new IpAddress(high, low ^ Long.MIN_VALUE >>> (flipped - 64));

        assertThat(address.masked(bits).equals(other.masked(bits))).isEqualTo(flipped >= bits);
    }

    @ParameterizedTest
    @CsvSource({
        "::, 0, 0",
        "::1, 0, 1",
        "1::, 1000000000000, 0",
        "1:2:3:4:5:6:7:8, 1000200030004, 5000600070008",
        "1:2:3::6:7:8, 1000200030000, 600070008",
        "1:2:3:4:5:6:7::, 1000200030004, 5000600070000",
        "::2:3:4:5:6:7:8, 200030004, 5000600070008",
        "::ffff:1.2.3.4, 0, ffff01020304",
        "1:2:3:4:5:6:255.255.0.1, 1000200030004, 50006ffff0001",
        "1.2.3.4, 0, ffff01020304",
        "FE80::A, fe80000000000000, a",
    })
    void isRead(String text, String high, String low) {
        assertThat(IpAddress.parse(text))
                .contains(new IpAddress(Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.0001",
                "1.2.3.-4",
                "1.2.3.a",
                "1.2.3.",
                " 1.2.3.4",
                "1.2.3.٤",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "g::",
                ":1",
                "1:",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1%eth0",
                "[::1]",
                "localhost",
                "0000:0000:0000:0000:0000:0000:0000:0000:0000000000",
            })
    void isNone(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }
}
