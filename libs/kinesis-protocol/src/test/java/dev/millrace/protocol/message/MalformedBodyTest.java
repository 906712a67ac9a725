package dev.millrace.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.wire.WireFormat;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** No body may do more than be wrong. */
class MalformedBodyTest {
    @Property(tries = 5000)
    void noBytesBreakTheDecoder(
            @ForAll Operation operation, @ForAll WireFormat format, @ForAll @Size(max = 200) byte[] body) {
        answer(operation, format, body);
    }

    @Property(tries = 5000)
    void noChangeOfAGoodBodyBreaksTheDecoder(
            @ForAll Operation operation,
            @ForAll WireFormat format,
            @ForAll @IntRange(max = 100_000) int at,
            @ForAll @Size(min = 1, max = 4) byte[] change) {
        byte[] body = GoldenFiles.read(operation.wireName(), "request", format);
        for (int i = 0; i < change.length; i++) {
            body[(at + i) % body.length] = change[i];
        }
        answer(operation, format, body);
    }

    @Property(tries = 3000)
    void aBodyCutShortIsMalformed(
            @ForAll Operation operation, @ForAll WireFormat format, @ForAll @IntRange(max = 100_000) int cut) {
        byte[] body = GoldenFiles.read(operation.wireName(), "request", format);
        byte[] part = Arrays.copyOf(body, cut % body.length);
        assertThat(RequestDecoder.decode(operation, format, part, 0, part.length)
                        .isMalformed())
                .isTrue();
        assertThat(RequestDecoder.isWellFormed(format, part, 0, part.length)).isFalse();
    }

    /** Fuzzing found that it was taken for the name of one byte, once that had been seen. */
    @Example
    void aNameThatIsNoTextIsMalformedWhateverWasReadBefore() {
        byte[] text = {(byte) 0xbf, 0x61, 'a', (byte) 0xbf, 0x61, 1, 0x61, 'x', (byte) 0xff, (byte) 0xff};
        byte[] noText = {(byte) 0xbf, 0x61, 'a', (byte) 0xbf, 0x62, (byte) 0xff, 1, 0x61, 'x', (byte) 0xff, (byte) 0xff
        };
        for (int times = 0; times < 3; times++) {
            answer(Operation.LIST_STREAMS, WireFormat.CBOR, text);
            answer(Operation.LIST_STREAMS, WireFormat.CBOR, noText);
            assertThat(RequestDecoder.isWellFormed(WireFormat.CBOR, text, 0, text.length))
                    .isTrue();
            assertThat(RequestDecoder.isWellFormed(WireFormat.CBOR, noText, 0, noText.length))
                    .isFalse();
        }
    }

    private static void answer(Operation operation, WireFormat format, byte[] body) {
        Decoded decoded = RequestDecoder.decode(operation, format, body, 0, body.length);
        assertThat(RequestDecoder.isWellFormed(format, body, 0, body.length)).isEqualTo(!decoded.isMalformed());
        try {
            decoded.request().validate();
        } catch (KinesisException expected) {
            assertThat(expected.type().httpStatus()).isEqualTo(400);
        }
    }
}
