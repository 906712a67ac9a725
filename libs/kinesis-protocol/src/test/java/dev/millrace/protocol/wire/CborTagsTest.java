package dev.millrace.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.RequestDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CborTagsTest {
    @Test
    void oneTagAfterAnotherIsTooMany() {
        assertThat(areTooMany("a1" + "6161" + "c1".repeat(8) + "01")).isFalse();
        assertThat(areTooMany("a1" + "6161" + "c1".repeat(9) + "01")).isTrue();
        assertThat(areTooMany("d818".repeat(9) + "01")).isTrue();
        assertThat(areTooMany("9f" + "c101".repeat(100) + "ff")).isFalse();
    }

    @Test
    void bytesOfRecordsAreNoTags() {
        String data = "c1".repeat(300);

        assertThat(areTooMany("59012c" + data)).isFalse();
        assertThat(areTooMany("5a0000012c" + data)).isFalse();
        assertThat(areTooMany("5b000000000000012c" + data)).isFalse();
        assertThat(areTooMany("5f" + "4ac1c1c1c1c1c1c1c1c1c1" + "ff")).isFalse();
        assertThat(areTooMany("59012c" + data + "c1".repeat(9))).isTrue();
    }

    @Test
    void whatEndsTooSoonIsForTheParserToTell() {
        assertThat(areTooMany("")).isFalse();
        assertThat(areTooMany("59")).isFalse();
        assertThat(areTooMany("5901")).isFalse();
        assertThat(areTooMany("59012cc1")).isFalse();
        assertThat(areTooMany("5bffffffffffffffff" + "c1".repeat(9))).isFalse();
        assertThat(areTooMany("5b7fffffffffffffff" + "c1".repeat(9))).isFalse();
    }

    /** With the parser alone four megabytes took minutes, and sixteen are let in. */
    @Test
    void aBodyOfTagsIsRefusedInNoTime() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {(byte) 0xa1, 0x61});
        body.writeBytes("a".getBytes(StandardCharsets.US_ASCII));
        byte[] tags = new byte[4 * 1024 * 1024];
        Arrays.fill(tags, (byte) 0xc1);
        body.writeBytes(tags);
        byte[] bytes = body.toByteArray();

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(RequestDecoder.decode(Operation.PUT_RECORD, WireFormat.CBOR, bytes, 0, bytes.length)
                            .isMalformed())
                    .isTrue();
            assertThat(RequestDecoder.isWellFormed(WireFormat.CBOR, bytes, 0, bytes.length))
                    .isFalse();
        });
    }

    private static boolean areTooMany(String hex) {
        byte[] bytes = HexFormat.of().parseHex("ff" + hex + "ff");
        return CborTags.areTooMany(bytes, 1, bytes.length - 2);
    }
}
